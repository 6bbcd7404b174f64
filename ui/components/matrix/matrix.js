// uses: shared/parts.js

// One cell is in the order of the Tab key, the chosen one; arrows walk from there, Enter and a press choose.

/** @type {Record<string, [down: number, right: number]>} */
const MOVES = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

/**
 * The HTML that stands in a root.
 * @type {WeakMap<Element, string>}
 */
const standing = new WeakMap();

/** @param {ParentNode} within */
const cells = (within) => parts(within, "button[data-cell]");

/**
 * @param {HTMLElement} root
 * @param {HTMLElement | undefined} chosen
 */
function choose(root, chosen) {
  for (const cell of cells(root)) {
    cell.setAttribute("aria-pressed", String(cell === chosen));
    cell.tabIndex = cell === chosen ? 0 : -1;
  }
}

/**
 * @param {HTMLElement} root
 * @param {HTMLElement} cell
 * @param {[down: number, right: number]} move
 */
function neighbour(root, cell, [down, right]) {
  const rows = parts(root, "tbody tr").map(cells);
  const line = rows.findIndex((row) => row.includes(cell));
  return rows[line + down]?.[rows[line].indexOf(cell) + right];
}

/** @param {EventTarget | null} target */
const cellAt = (target) => (target instanceof Element ? /** @type {HTMLElement | null} */ (target.closest("button[data-cell]")) : null);

/** @type {(run: Run<{ html: string }>) => void} */
export default ({ data, parentElement, setStateValue }) => {
  const root = part(parentElement, ".matrix");
  if (standing.get(root) !== data.html) {
    const focused = cellAt(root.querySelector("button:focus"))?.dataset.cell;
    root.innerHTML = data.html;
    standing.set(root, data.html);
    const all = cells(root);
    choose(root, all.find((cell) => cell.getAttribute("aria-pressed") === "true") ?? all[0]);
    all.find((cell) => cell.dataset.cell === focused)?.focus({ preventScroll: true });
  }
  root.onclick = ({ target }) => {
    const cell = cellAt(target);
    if (!cell) return;
    choose(root, cell);
    setStateValue("pressed", cell.dataset.cell);
  };
  root.onkeydown = (event) => {
    const cell = cellAt(event.target);
    const move = MOVES[event.key];
    const next = cell && move && neighbour(root, cell, move);
    if (!next) return;
    event.preventDefault();
    next.tabIndex = 0;
    next.focus();
  };
};
