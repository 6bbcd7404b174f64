// The page's colours, as its theme has them now, for what is painted by hand.

/**
 * A colour as makeDots takes it: 0xda903f for '#3f90da'.
 * @param {string} colour
 */
function colourWord(colour) {
  return (parseInt(colour.slice(5, 7), 16) << 16) | (parseInt(colour.slice(3, 5), 16) << 8)
    | parseInt(colour.slice(1, 3), 16);
}

/**
 * The colours of the theme by what they stand for, and its font.
 * @typedef {Record<"ground" | "text" | "quiet" | "line" | "code" | "input" | "output" | "font", string>} Ink
 */

/**
 * @param {Element} root
 * @returns {Ink}
 */
function readInk(root) {
  const style = getComputedStyle(root);
  /** @param {string} name */
  const of = (name) => style.getPropertyValue(`--st-${name}`).trim();
  return {
    ground: of("background-color"), text: of("text-color"), quiet: of("gray-color"), line: of("border-color"),
    code: of("violet-color"), input: of("blue-color"), output: of("orange-color"), font: of("font") || "sans-serif",
  };
}
