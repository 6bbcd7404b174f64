// The pages by section. Links are real ones: a middle click opens another tab. A plain click asks Python, which
// changes the page without loading the lab anew.

const NARROW = matchMedia("(max-width: 767px)");

function element(tag, content = "", attributes = {}) {
  const made = document.createElement(tag);
  made.textContent = content;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

function section({ number, title, purpose, items }) {
  const details = document.createElement("details");
  const summary = document.createElement("summary");
  const name = element("b", title);
  if (number) name.prepend(element("i", number));
  summary.append(name, element("small", purpose));
  const list = document.createElement("ul");
  for (const item of items) {
    const entry = document.createElement("li");
    entry.append(element("a", item.title, { href: new URL(item.address, document.baseURI), "data-page": item.name }));
    list.append(entry);
  }
  details.append(summary, list);
  return details;
}

function fill(root, data) {
  root.setAttribute("aria-label", data.label);
  root.replaceChildren(...data.sections.map(section));
}

// The section of the page that is open, and on a narrow screen every one.
function unfold(root) {
  for (const details of root.querySelectorAll("details")) {
    details.open = NARROW.matches || details.querySelector("[aria-current]") !== null;
  }
}

function mark(root, current) {
  for (const link of root.querySelectorAll("a")) {
    if (link.dataset.page === current) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  unfold(root);
}

// On a narrow screen the sidebar lies over the page that was just asked for.
function closeSidebar() {
  if (NARROW.matches) document.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click();
}

const plain = (event) => event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".menu");
  const pages = JSON.stringify(data.sections);
  if (root.shown !== pages) {
    root.shown = pages;
    root.current = null;
    fill(root, data);
  }
  if (root.current !== data.current) {
    root.current = data.current;
    mark(root, data.current);
  }
  root.onclick = (event) => {
    const link = event.target.closest("a");
    if (!link || !plain(event)) return;
    event.preventDefault();
    closeSidebar();
    if (link.dataset.page === data.current) return;
    mark(root, link.dataset.page);
    root.current = link.dataset.page;
    setTriggerValue("page", link.dataset.page);
  };
  const narrowed = () => unfold(root);
  NARROW.addEventListener("change", narrowed);
  return () => NARROW.removeEventListener("change", narrowed);
}
