// Numbers as text, with the minus sign that is as wide as a plus.

/** @param {string} text */
const withMinus = (text) => text.replaceAll("-", "−");

/**
 * What a counted text is for one of a thing, and for several or none.
 * @typedef {[one: string, several: string]} Forms
 */

/**
 * @param {Forms} forms
 * @param {number} count
 */
const formFor = ([one, several], count) => (count === 1 ? one : several);
