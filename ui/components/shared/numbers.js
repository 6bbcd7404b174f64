// Numbers as text, with the minus sign that is as wide as a plus.

/** @param {string} text */
const withMinus = (text) => text.replaceAll("-", "−");
