// One cell is in the order of the Tab key, the chosen one; arrows walk from there, Enter and a press choose.

const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

const cells = (root) => [...root.querySelectorAll("button[data-cell]")];

function choose(root, chosen) {
  for (const cell of cells(root)) {
    cell.setAttribute("aria-pressed", String(cell === chosen));
    cell.tabIndex = cell === chosen ? 0 : -1;
  }
}

function neighbour(root, cell, [down, right]) {
  const rows = [...root.querySelectorAll("tbody tr")].map((row) => [...row.querySelectorAll("button[data-cell]")]);
  const line = rows.findIndex((row) => row.includes(cell));
  return rows[line + down]?.[rows[line].indexOf(cell) + right];
}

export default function ({ data, parentElement, setStateValue }) {
  const root = parentElement.querySelector(".matrix");
  if (root.shown !== data.html) {
    const focused = root.querySelector("button:focus")?.dataset.cell;
    root.innerHTML = root.shown = data.html;
    const all = cells(root);
    choose(root, all.find((cell) => cell.getAttribute("aria-pressed") === "true") ?? all[0]);
    if (focused) root.querySelector(`button[data-cell="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  }
  root.onclick = ({ target }) => {
    const cell = target.closest("button[data-cell]");
    if (!cell) return;
    choose(root, cell);
    setStateValue("pressed", cell.dataset.cell);
  };
  root.onkeydown = (event) => {
    const cell = event.target.closest("button[data-cell]");
    const next = cell && STEPS[event.key] && neighbour(root, cell, STEPS[event.key]);
    if (!next) return;
    event.preventDefault();
    next.tabIndex = 0;
    next.focus();
  };
}
