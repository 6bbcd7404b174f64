// Numbers as text, with the minus sign that is as wide as a plus.

const withMinus = (text) => text.replaceAll("-", "−");
