// uses: shared/parts.js

// Patches the shown tree towards the one Python sent: same element, new attributes and text. What is the same is
// not touched, so images do not flash and bars can glide.

/**
 * @param {Element} old
 * @param {Element} fresh
 */
function patchAttributes(old, fresh) {
  for (const name of old.getAttributeNames()) {
    if (!fresh.hasAttribute(name)) old.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
}

/** @param {Node} node */
const keyOf = (node) => (node instanceof HTMLElement || node instanceof SVGElement ? node.dataset.key : undefined);

/**
 * @param {Node} old
 * @param {Node} fresh
 */
function sameKind(old, fresh) {
  return old.nodeType === fresh.nodeType && old.nodeName === fresh.nodeName && keyOf(old) === keyOf(fresh);
}

/**
 * @param {ParentNode} old
 * @param {ParentNode} fresh
 */
function patchChildren(old, fresh) {
  const wanted = [...fresh.childNodes];
  wanted.forEach((node, position) => {
    const shown = old.childNodes[position];
    if (!shown) old.appendChild(node);
    else if (!sameKind(shown, node)) old.replaceChild(node, shown);
    else if (node instanceof Element && shown instanceof Element) {
      patchAttributes(shown, node);
      patchChildren(shown, node);
    } else if (shown.nodeValue !== node.nodeValue) shown.nodeValue = node.nodeValue;
  });
  while (old.childNodes.length > wanted.length) old.lastChild?.remove();
}

/** @type {(run: Run<{ html: string }>) => void} */
export default ({ data, parentElement }) => {
  const root = part(parentElement, ".lab");
  const template = document.createElement("template");
  template.innerHTML = data.html;
  patchChildren(root, template.content);
};
