// uses: shared/mounted.js, waypoints/plane.js

// Slots and gallery. What is pressed shows at once; Python's answer to the last message then counts.

function mountWaypoints(root) {
  const find = (selector) => root.querySelector(selector);
  const [slots, gallery, hint, others] = [".slots", ".gallery", ".hint", ".others"].map(find);
  const pictures = new Map();    // by token: { image, name }
  const ways = { data: null };
  let chosen = { points: [], path: [], page: 0 };
  let selected = 0;              // a slot, or the one to be added after the last
  let tab = "digits";
  let sequence = 0;

  const label = (name, values = {}) => Object.entries(values)
    .reduce((text, [key, value]) => text.replace(`{${key}}`, value), ways.data.labels[name]);

  function send(change) {
    chosen = { ...chosen, ...change };
    show();
    ways.setValue("choice", { ...chosen, sequence: ++sequence });
  }

  function button(className, spoken, onPress) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = className;
    made.title = spoken;
    made.setAttribute("aria-label", spoken);
    made.onclick = onPress;
    return made;
  }
  function pictured(made, { image }) {
    const img = document.createElement("img");
    Object.assign(img, { src: image, alt: "", draggable: false });
    made.append(img);
    return made;
  }

  function makeSlot({ image, name }, position) {
    const number = position + 1;
    const slot = document.createElement("div");
    slot.className = "slot";
    const pick = button("pick", label("slot", { number, name }), () => { selected = position; show(); });
    pick.setAttribute("aria-pressed", String(position === selected && !chosen.path.length));
    const caption = document.createElement("span");
    caption.className = "name";
    caption.textContent = name;
    slot.append(pictured(pick, { image }), caption);
    if (chosen.points.length > 2 && !chosen.path.length) {
      const remove = button("remove", label("remove", { number }), () => {
        selected = Math.max(Math.min(selected, chosen.points.length - 2), 0);
        send({ points: chosen.points.filter((_, i) => i !== position), path: [] });
      });
      remove.textContent = "×";
      slot.append(remove);
    }
    return slot;
  }

  function makeAdd() {
    const slot = document.createElement("div");
    slot.className = "slot";
    const add = button("add", label("add"), () => { selected = chosen.points.length; show(); });
    add.setAttribute("aria-pressed", String(selected === chosen.points.length));
    add.textContent = "+";
    slot.append(add);
    return slot;
  }

  function put(token) {
    const points = [...chosen.points];
    points[Math.min(selected, points.length)] = token;
    const added = points.length > chosen.points.length;
    selected = added ? points.length : (selected + 1) % points.length;
    if (selected >= ways.data.atMost) selected = 0;
    send({ points, path: [] });
  }

  function showGallery() {
    const wanted = ways.data.gallery.map(({ token }) => token).join();
    if (gallery.dataset.tokens !== wanted) {
      gallery.dataset.tokens = wanted;
      gallery.replaceChildren(...ways.data.gallery.map((item, position) => {
        const made = pictured(button("", label("item", item), () => put(item.token)), item);
        made.dataset.token = item.token;
        made.tabIndex = position ? -1 : 0;
        return made;
      }));
    }
    for (const made of gallery.children) made.setAttribute("aria-pressed", String(chosen.points.includes(made.dataset.token)));
  }

  function show() {
    const { plane, atMost, ends } = ways.data;
    const onMap = tab === "map" && Boolean(plane);
    const focused = root.getRootNode().activeElement?.className;
    const shown = chosen.path.length ? ends : chosen.points.map((token) => pictures.get(token));
    const made = shown.map(makeSlot);
    if (!chosen.path.length && shown.length < atMost) made.push(makeAdd());
    slots.replaceChildren(...made);
    if (["pick", "add", "remove"].includes(focused)) slots.querySelector("[aria-pressed=true]")?.focus({ preventScroll: true });
    find(".tabs").hidden = !plane;
    for (const one of root.querySelectorAll("[data-tab]")) one.setAttribute("aria-pressed", String((one.dataset.tab === "map") === onMap));
    gallery.hidden = onMap;
    find(".plane").hidden = !onMap;
    hint.textContent = label(onMap ? "drag" : "gallery");
    others.textContent = label(chosen.path.length ? "back" : "others");
    others.hidden = onMap && !chosen.path.length;
    showGallery();
  }

  // One stop for the tab key; within the gallery the arrows move.
  gallery.onkeydown = (event) => {
    const all = [...gallery.children];
    const columns = all.filter((made) => made.offsetTop === all[0].offsetTop).length;
    const way = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns }[event.key];
    const next = all[all.indexOf(event.target) + way];
    if (!next) return;
    event.preventDefault();
    event.target.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  };

  const plane = makeMap(find(".plane svg"), (path) => send({ path }));
  others.onclick = () => send(chosen.path.length ? { path: [] } : { page: chosen.page + 1 });
  for (const one of root.querySelectorAll("[data-tab]")) {
    one.onclick = () => { tab = one.dataset.tab; show(); };
  }

  ways.take = (data) => {
    const first = ways.data === null;
    ways.data = data;
    for (const item of [...data.gallery, ...data.slots]) pictures.set(item.token, item);
    if (first && data.path.length) tab = "map";
    if (data.answered >= sequence) {
      sequence = data.answered;
      const points = data.slots.map(({ token }) => token);
      chosen = { points, path: data.path, page: data.page };
      selected = Math.min(selected, points.length);
    }
    slots.setAttribute("aria-label", data.labels.slots);
    gallery.setAttribute("aria-label", data.labels.gallery);
    for (const one of root.querySelectorAll("[data-tab]")) one.textContent = data.labels[one.dataset.tab];
    plane.take(data.plane, data.badges, data.labels.drag);
    show();
  };
  return ways;
}

export default entry(".ways", mountWaypoints);
