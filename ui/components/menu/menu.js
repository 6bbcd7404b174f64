// uses: shared/mounted.js, shared/parts.js

// The pages by section. Links are real ones: a middle click opens another tab. A plain click asks Python, which
// changes the page without loading the lab anew.

const NARROW = matchMedia("(max-width: 767px)");

/**
 * As `menu` in __init__.py has it.
 * @typedef {object} MenuSection
 * @property {string} number
 * @property {string} title
 * @property {string} purpose
 * @property {{ name: string, title: string, address: string }[]} items
 */

/**
 * @typedef {{ sections: MenuSection[], current: string, label: string }} MenuSettings
 */

/**
 * @param {string} tag
 * @param {string} [content]
 * @param {Record<string, string>} [attributes]
 */
function element(tag, content = "", attributes = {}) {
  const made = document.createElement(tag);
  made.textContent = content;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

/** @param {MenuSection} section */
function sectionOf({ number, title, purpose, items }) {
  const details = document.createElement("details");
  const summary = document.createElement("summary");
  const name = element("b", title);
  if (number) name.prepend(element("i", number));
  summary.append(name, element("small", purpose));
  const list = document.createElement("ul");
  for (const item of items) {
    const line = document.createElement("li");
    const href = new URL(item.address, document.baseURI).href;
    line.append(element("a", item.title, { href, "data-page": item.name }));
    list.append(line);
  }
  details.append(summary, list);
  return details;
}

/**
 * The section of the page that is open, and on a narrow screen every one.
 * @param {HTMLElement} root
 */
function unfold(root) {
  for (const details of parts(root, "details", HTMLDetailsElement)) {
    details.open = NARROW.matches || details.querySelector("[aria-current]") !== null;
  }
}

/**
 * @param {HTMLElement} root
 * @param {string | undefined} current
 */
function markPage(root, current) {
  for (const link of parts(root, "a")) {
    if (link.dataset.page === current) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  unfold(root);
}

// On a narrow screen the sidebar lies over the page that was just asked for.
function closeSidebar() {
  if (NARROW.matches) parts(document, '[data-testid="stSidebarCollapseButton"] button')[0]?.click();
}

/** @param {MouseEvent} event */
const plain = (event) => event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);

/**
 * @param {HTMLElement} root
 * @param {MenuSettings} data
 * @param {Say} _say
 * @param {Say} ask
 * @returns {Mounted<MenuSettings>}
 */
function mountMenu(root, data, _say, ask) {
  let pages = "";
  /** @type {string | undefined} */
  let current;
  let open = data.current;

  /** @param {MenuSettings} settings */
  function take(settings) {
    open = settings.current;
    const sections = JSON.stringify(settings.sections);
    if (pages !== sections) {
      pages = sections;
      current = undefined;
      root.setAttribute("aria-label", settings.label);
      root.replaceChildren(...settings.sections.map(sectionOf));
    }
    if (current === open) return;
    current = open;
    markPage(root, current);
  }
  root.onclick = (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (!link || !plain(event)) return;
    event.preventDefault();
    closeSidebar();
    if (link.dataset.page === open) return;
    current = link.dataset.page;
    markPage(root, current);
    ask("page", current);
  };
  const narrowed = () => unfold(root);
  return {
    take,
    enter: () => NARROW.addEventListener("change", narrowed),
    leave: () => NARROW.removeEventListener("change", narrowed),
  };
}

export default entry(".menu", mountMenu);
