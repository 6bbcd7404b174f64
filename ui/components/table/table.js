// uses: shared/motion.js

// Sorts where it stands, without the server: a press on a heading sorts by it, another one turns the order round.

const compare = (a, b) => {
  const [x, y] = [Number(a), Number(b)];
  return Number.isNaN(x) || Number.isNaN(y) ? a.localeCompare(b) : x - y;
};

function sort(root) {
  const { column, down } = root.order;
  const body = root.querySelector("tbody");
  const cell = (row) => row.querySelector(`:scope > :nth-child(${column + 1})`)?.dataset ?? {};
  const rows = [...body.rows].map((row, place) => ({ row, place, ...cell(row) }));
  rows.sort((one, other) => {
    const missing = !one.sort - !other.sort;
    if (missing) return missing;
    const groups = (one.group ?? "").localeCompare(other.group ?? "");
    return groups || (down ? -1 : 1) * compare(one.sort ?? "", other.sort ?? "") || one.place - other.place;
  });
  body.append(...rows.map(({ row }) => row));
  root.querySelectorAll("th").forEach((head, position) => {
    if (position === column) head.setAttribute("aria-sort", down ? "descending" : "ascending");
    else head.removeAttribute("aria-sort");
  });
}

function leadTo(key) {
  const target = key && document.querySelector(`.st-key-${key}`);
  if (!target || target.getBoundingClientRect().top < window.innerHeight - 160) return;
  target.scrollIntoView({ behavior: calm() ? "auto" : "smooth", block: "start" });
}

function select(root, name) {
  for (const row of root.querySelectorAll("tbody tr")) {
    row.setAttribute("aria-selected", String(row.dataset.model === name));
  }
}

export default function ({ data, parentElement, setStateValue }) {
  const root = parentElement.querySelector(".table");
  if (root.shown !== data.html) {
    const focused = root.querySelector("tr:focus-within")?.dataset.model;
    root.innerHTML = root.shown = data.html;
    if (root.order) sort(root);
    if (focused) root.querySelector(`tr[data-model="${focused}"] button`)?.focus({ preventScroll: true });
  }
  root.onclick = ({ target }) => {
    const head = target.closest("th");
    const row = target.closest("tbody tr");
    if (head) {
      const column = head.cellIndex;
      root.order = { column, down: root.order?.column === column && !root.order.down };
      sort(root);
    } else if (row) {
      select(root, row.dataset.model);
      setStateValue("pressed", row.dataset.model);
      leadTo(data.leadsTo);
    }
  };
}
