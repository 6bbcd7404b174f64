// Patches the shown tree towards the one Python sent: same element, new attributes and text. What is the same is
// not touched, so images do not flash and bars can glide.

function patchAttributes(old, fresh) {
  for (const { name } of [...old.attributes]) {
    if (!fresh.hasAttribute(name)) old.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
}

function sameKind(old, fresh) {
  return old.nodeType === fresh.nodeType && old.nodeName === fresh.nodeName
    && (old.nodeType !== Node.ELEMENT_NODE || old.dataset?.key === fresh.dataset?.key);
}

function patchChildren(old, fresh) {
  const wanted = [...fresh.childNodes];
  wanted.forEach((node, position) => {
    const shown = old.childNodes[position];
    if (!shown) old.appendChild(node);
    else if (!sameKind(shown, node)) old.replaceChild(node, shown);
    else if (node.nodeType === Node.ELEMENT_NODE) {
      patchAttributes(shown, node);
      patchChildren(shown, node);
    } else if (shown.nodeValue !== node.nodeValue) shown.nodeValue = node.nodeValue;
  });
  while (old.childNodes.length > wanted.length) old.lastChild.remove();
}

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".lab");
  const template = document.createElement("template");
  template.innerHTML = data.html;
  patchChildren(root, template.content);
}
