// What a component's own markup is known to hold: that it is there, and what kind of element it is.

/**
 * The first element of a kind that a selector names.
 * @template {Element} [Kind=HTMLElement]
 * @param {ParentNode} within
 * @param {string} selector
 * @param {new () => Kind} [kind] HTMLElement where it is left out
 * @returns {Kind}
 */
function part(within, selector, kind) {
  return ofKind(within.querySelector(selector), selector, kind);
}

/**
 * All of them, at least none.
 * @template {Element} [Kind=HTMLElement]
 * @param {ParentNode} within
 * @param {string} selector
 * @param {new () => Kind} [kind]
 * @returns {Kind[]}
 */
function parts(within, selector, kind) {
  return Array.from(within.querySelectorAll(selector), (element) => ofKind(element, selector, kind));
}

/**
 * @template {Element} [Kind=HTMLElement]
 * @param {Element | null} element
 * @param {string} selector
 * @param {new () => Kind} [kind]
 * @returns {Kind}
 */
function ofKind(element, selector, kind) {
  if (!(element instanceof (kind ?? HTMLElement))) throw new TypeError(`${selector} is no ${(kind ?? HTMLElement).name}`);
  return /** @type {Kind} */ (element);
}

/**
 * What paints on a canvas.
 * @param {HTMLCanvasElement} canvas
 * @param {CanvasRenderingContext2DSettings} [settings]
 */
function penOf(canvas, settings) {
  return /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d", settings));
}

/**
 * Writes what the elements with `data-label` are called: below `named` as what they are called by a screen reader (and
 * with `titled` as a tooltip too), elsewhere as their text.
 * @param {ParentNode} within
 * @param {Record<string, unknown>} labels by data-label
 * @param {string} named selector
 * @param {boolean} [titled]
 */
function showLabels(within, labels, named, titled = false) {
  for (const element of parts(within, "[data-label]", Element)) {
    const label = String(labels[/** @type {HTMLElement | SVGElement} */ (element).dataset.label ?? ""]);
    if (!element.matches(named)) element.textContent = label;
    else {
      element.setAttribute("aria-label", label);
      if (titled) element.setAttribute("title", label);
    }
  }
}
