// uses: shared/mounted.js, shared/parts.js, waypoints/plane.js

// Slots and gallery. What is pressed shows at once; Python's answer to the last message then counts.

/**
 * A picture to press, as `Item` in __init__.py has it.
 * @typedef {{ token: string, image: string, name: string }} Item
 */

/**
 * As `waypoints` in __init__.py has them.
 * @typedef {object} WaypointsSettings
 * @property {Item[]} slots
 * @property {Item[]} gallery
 * @property {number} atMost
 * @property {number} page
 * @property {Pair[]} path
 * @property {Item[]} ends
 * @property {PlaneMap | null} plane
 * @property {number} answered
 * @property {Record<string, string>} labels
 * @property {[colour: string, ink: string][]} badges
 */

/**
 * What is chosen: tokens of way-points, or corners of a path, and the gallery's page.
 * @typedef {{ points: string[], path: Pair[], page: number }} Choice
 */

/**
 * @param {HTMLElement} root
 * @param {WaypointsSettings} given
 * @param {Say} say
 * @returns {Mounted<WaypointsSettings>}
 */
function mountWaypoints(root, given, say) {
  /** @param {string} selector */
  const find = (selector) => part(root, selector);
  const [slots, gallery, hint, others] = [".slots", ".gallery", ".hint", ".others"].map(find);
  const tabs = parts(root, "[data-tab]");
  /**
   * By token.
   * @type {Map<string, Item>}
   */
  const pictures = new Map();
  let data = given;
  let first = true;
  /** @type {Choice} */
  let chosen = { points: [], path: [], page: 0 };
  let selected = 0;              // a slot, or the one to be added after the last
  let tab = "digits";
  let sequence = 0;

  /** @type {(name: string, values?: Record<string, string | number>) => string} */
  const label = (name, values = {}) => Object.entries(values)
    .reduce((text, [key, value]) => text.replace(`{${key}}`, String(value)), data.labels[name]);

  /** @param {Partial<Choice>} change */
  function send(change) {
    chosen = { ...chosen, ...change };
    show();
    say("choice", { ...chosen, sequence: ++sequence });
  }

  /**
   * @param {string} className
   * @param {string} spoken
   * @param {() => void} onPress
   */
  function button(className, spoken, onPress) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = className;
    made.title = spoken;
    made.setAttribute("aria-label", spoken);
    made.onclick = onPress;
    return made;
  }
  /**
   * @param {HTMLElement} made
   * @param {{ image: string }} item
   */
  function pictured(made, { image }) {
    const img = document.createElement("img");
    Object.assign(img, { src: image, alt: "", draggable: false });
    made.append(img);
    return made;
  }

  /**
   * @param {Item} item
   * @param {number} position
   */
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

  /** @param {string} token */
  function put(token) {
    const points = [...chosen.points];
    points[Math.min(selected, points.length)] = token;
    const added = points.length > chosen.points.length;
    selected = added ? points.length : (selected + 1) % points.length;
    if (selected >= data.atMost) selected = 0;
    send({ points, path: [] });
  }

  function showGallery() {
    const wanted = data.gallery.map(({ token }) => token).join();
    if (gallery.dataset.tokens !== wanted) {
      gallery.dataset.tokens = wanted;
      gallery.replaceChildren(...data.gallery.map((item, position) => {
        const made = pictured(button("", label("item", item), () => put(item.token)), item);
        made.dataset.token = item.token;
        made.tabIndex = position ? -1 : 0;
        return made;
      }));
    }
    for (const made of parts(gallery, "button")) {
      made.setAttribute("aria-pressed", String(chosen.points.includes(made.dataset.token ?? "")));
    }
  }

  function show() {
    const { plane: map, atMost, ends } = data;
    const onMap = tab === "map" && Boolean(map);
    const focused = /** @type {Document | ShadowRoot} */ (root.getRootNode()).activeElement?.className ?? "";
    const shown = chosen.path.length ? ends : chosen.points.flatMap((token) => pictures.get(token) ?? []);
    const made = shown.map(makeSlot);
    if (!chosen.path.length && shown.length < atMost) made.push(makeAdd());
    slots.replaceChildren(...made);
    if (["pick", "add", "remove"].includes(focused)) parts(slots, "[aria-pressed=true]")[0]?.focus({ preventScroll: true });
    find(".tabs").hidden = !map;
    for (const one of tabs) one.setAttribute("aria-pressed", String((one.dataset.tab === "map") === onMap));
    gallery.hidden = onMap;
    find(".plane").hidden = !onMap;
    hint.textContent = label(onMap ? "drag" : "gallery");
    others.textContent = label(chosen.path.length ? "back" : "others");
    others.hidden = onMap && !chosen.path.length;
    showGallery();
  }

  // One stop for the tab key; within the gallery the arrows move.
  gallery.onkeydown = (event) => {
    const all = parts(gallery, "button");
    const columns = all.filter((made) => made.offsetTop === all[0].offsetTop).length;
    /** @type {Record<string, number>} */
    const moves = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns };
    const from = all.findIndex((made) => made === event.target);
    const next = all[from + moves[event.key]];
    if (!next) return;
    event.preventDefault();
    if (all[from]) all[from].tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  };

  const plane = makeMap(part(root, ".plane svg", SVGElement), (path) => send({ path }));
  others.onclick = () => send(chosen.path.length ? { path: [] } : { page: chosen.page + 1 });
  for (const one of tabs) {
    one.onclick = () => { tab = one.dataset.tab ?? tab; show(); };
  }

  /** @param {WaypointsSettings} now */
  function take(now) {
    data = now;
    for (const item of [...data.gallery, ...data.slots]) pictures.set(item.token, item);
    if (first && data.path.length) tab = "map";
    first = false;
    if (data.answered >= sequence) {
      sequence = data.answered;
      const points = data.slots.map(({ token }) => token);
      chosen = { points, path: data.path, page: data.page };
      selected = Math.min(selected, points.length);
    }
    slots.setAttribute("aria-label", data.labels.slots);
    gallery.setAttribute("aria-label", data.labels.gallery);
    for (const one of tabs) one.textContent = data.labels[one.dataset.tab ?? ""];
    plane.take(data.plane, data.badges, data.labels.drag);
    show();
  }
  return { take };
}

export default entry(".ways", mountWaypoints);
