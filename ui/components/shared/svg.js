// Elements of SVG.

/**
 * @param {string} kind
 * @param {Record<string, string | number>} attributes
 * @param {string} [text] what stands in it
 */
function svg(kind, attributes, text = "") {
  const element = /** @type {SVGElement} */ (document.createElementNS("http://www.w3.org/2000/svg", kind));
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.textContent = text;
  return element;
}
