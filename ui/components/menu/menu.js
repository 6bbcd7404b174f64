// uses: shared/parts.js

// The pages by section. Links are real ones: a middle click opens another tab. A plain click asks Python, which
// changes the page without loading the lab anew.

/**
 * @typedef {{ name: string, title: string, address: string }} MenuItem
 * @typedef {{ number: string, title: string, purpose: string, items: MenuItem[] }} MenuSection
 */

/** What a root lists and which page it marks. @type {WeakMap<Element, { pages: string, current: string }>} */
const menus = new WeakMap();
const narrow = matchMedia("(max-width: 767px)");

/**
 * @param {string} tag
 * @param {string} content
 */
function filled(tag, content) {
  const made = document.createElement(tag);
  made.textContent = content;
  return made;
}

/** @param {MenuItem} item */
function menuLink({ name, title, address }) {
  const link = document.createElement("a");
  link.href = new URL(address, document.baseURI).href;
  link.dataset.page = name;
  link.textContent = title;
  const row = document.createElement("li");
  row.append(link);
  return row;
}

/** @param {MenuSection} section */
function menuSection({ number, title, purpose, items }) {
  const name = filled("b", title);
  if (number) name.prepend(filled("i", number));
  const summary = document.createElement("summary");
  summary.append(name, filled("small", purpose));
  const list = document.createElement("ul");
  list.append(...items.map(menuLink));
  const details = document.createElement("details");
  details.append(summary, list);
  return details;
}

/**
 * Open the section of the page that is open, and on a narrow screen every one.
 * @param {HTMLElement} root
 */
function unfold(root) {
  for (const details of root.querySelectorAll("details")) {
    details.open = narrow.matches || details.querySelector("[aria-current]") !== null;
  }
}

/**
 * @param {HTMLElement} root
 * @param {string} current
 */
function markCurrent(root, current) {
  for (const link of parts(root, "a")) {
    if (link.dataset.page === current) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  unfold(root);
}

// On a narrow screen the sidebar lies over the page that was just asked for.
function closeSidebar() {
  const button = document.querySelector('[data-testid="stSidebarCollapseButton"] button');
  if (narrow.matches && button instanceof HTMLElement) button.click();
}

/** @param {MouseEvent} event */
const opensHere = (event) => event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);

/** @type {(run: Run<{ sections: MenuSection[], current: string, label: string }>) => () => void} */
export default ({ data, parentElement, setTriggerValue }) => {
  const root = part(parentElement, ".menu");
  const menu = menus.get(root) ?? { pages: "", current: "" };
  menus.set(root, menu);
  const show = (/** @type {string} */ current) => {
    if (menu.current === current) return;
    menu.current = current;
    markCurrent(root, current);
  };
  const pages = JSON.stringify(data.sections);
  if (menu.pages !== pages) {
    Object.assign(menu, { pages, current: "" });
    root.setAttribute("aria-label", data.label);
    root.replaceChildren(...data.sections.map(menuSection));
  }
  show(data.current);
  root.onclick = (event) => {
    const link = event.target instanceof Element && event.target.closest("a");
    if (!link || !opensHere(event)) return;
    event.preventDefault();
    closeSidebar();
    const asked = link.dataset.page ?? "";
    if (asked === data.current) return;
    show(asked);
    setTriggerValue("page", asked);
  };
  const refold = () => unfold(root);
  narrow.addEventListener("change", refold);
  return () => narrow.removeEventListener("change", refold);
};
