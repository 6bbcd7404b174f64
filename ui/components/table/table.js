// uses: shared/parts.js, shared/motion.js

// Sorts where it stands, without the server: a press on a heading sorts by it, another one turns the order round.

/**
 * What stands in a root, and what it is sorted by.
 * @type {WeakMap<Element, { html: string, order: { column: number, down: boolean } | null }>}
 */
const tables = new WeakMap();

/** @type {(a: string, b: string) => number} */
const compare = (a, b) => {
  const [x, y] = [Number(a), Number(b)];
  return Number.isNaN(x) || Number.isNaN(y) ? a.localeCompare(b) : x - y;
};

/**
 * @param {HTMLElement} root
 * @param {{ column: number, down: boolean }} order
 */
function sort(root, { column, down }) {
  const body = part(root, "tbody", HTMLTableSectionElement);
  const rows = [...body.rows].map((row, place) => {
    const { sort: value = "", group = "" } = row.cells[column]?.dataset ?? {};
    return { row, place, value, group };
  });
  rows.sort((one, other) => {
    const missing = Number(!one.value) - Number(!other.value);
    if (missing) return missing;
    const groups = one.group.localeCompare(other.group);
    return groups || (down ? -1 : 1) * compare(one.value, other.value) || one.place - other.place;
  });
  body.append(...rows.map(({ row }) => row));
  parts(root, "th").forEach((head, position) => {
    if (position === column) head.setAttribute("aria-sort", down ? "descending" : "ascending");
    else head.removeAttribute("aria-sort");
  });
}

/** @param {string} key of a container */
function leadTo(key) {
  const target = key && document.querySelector(`.st-key-${key}`);
  if (!target || target.getBoundingClientRect().top < window.innerHeight - 160) return;
  target.scrollIntoView({ behavior: calm() ? "auto" : "smooth", block: "start" });
}

/**
 * @param {HTMLElement} root
 * @param {string | undefined} name
 */
function select(root, name) {
  for (const row of parts(root, "tbody tr")) {
    row.setAttribute("aria-selected", String(row.dataset.model === name));
  }
}

/** @type {(run: Run<{ html: string, leadsTo: string }>) => void} */
export default ({ data, parentElement, setStateValue }) => {
  const root = part(parentElement, ".table");
  const table = tables.get(root) ?? { html: "", order: null };
  tables.set(root, table);
  if (table.html !== data.html) {
    const [focused] = parts(root, "tr:focus-within").map((row) => row.dataset.model);
    root.innerHTML = table.html = data.html;
    if (table.order) sort(root, table.order);
    if (focused) parts(root, `tr[data-model="${focused}"] button`)[0]?.focus({ preventScroll: true });
  }
  root.onclick = ({ target }) => {
    if (!(target instanceof Element)) return;
    const head = target.closest("th");
    const row = /** @type {HTMLElement | null} */ (target.closest("tbody tr"));
    if (head) {
      const column = head.cellIndex;
      table.order = { column, down: table.order?.column === column && !table.order.down };
      sort(root, table.order);
    } else if (row) {
      select(root, row.dataset.model);
      setStateValue("pressed", row.dataset.model);
      leadTo(data.leadsTo);
    }
  };
};
