// uses: shared/mounted.js
// uses: shared/parts.js
// uses: shared/numbers.js
// uses: shared/blobs.js
// uses: shared/pixels.js
// uses: shared/ink.js
// uses: shared/warps.js
// uses: shared/plane.js
// uses: shared/dots.js, latent_pad/gestures.js, latent_pad/paths.js, latent_pad/scene.js

// The latent pad: what is under the pointer is decoded here, every frame; only what is pinned or switched goes to
// Python.

const WORK_MS = 7;            // of a frame, for a grid that is being decoded

/**
 * @param {HTMLElement} root
 * @param {PadSettings} data
 * @param {Say} say
 * @returns {Mounted<PadSettings>}
 */
function mountPad(root, data, say) {
  const [ground, dots, marks] = ["ground", "dots", "marks"]
    .map((name) => penOf(part(root, `canvas.${name}`, HTMLCanvasElement)));
  const preview = penOf(part(root, ".hover canvas", HTMLCanvasElement));
  const tile = preview.createImageData(28, 28);
  const plane = part(root, ".plane");
  const cross = part(root, ".cursor");
  const code = part(root, ".hover output");
  const paintDots = makeDots();
  let settings = data;
  let first = true;
  /** @type {CodeMap | null} */
  let map = null;
  /** @type {View | null} */
  let view = null;
  let ratio = 1;
  /**
   * The code under the pointer; null shows the pinned one.
   * @type {Pair | null}
   */
  let cursor = null;
  /**
   * The code in the preview.
   * @type {Pair | null}
   */
  let shown = null;
  /** @type {Pair | null} */
  let pinned = null;
  /** @type {Pair[]} */
  let path = [];
  let former = path;     // the path before the one that is being dragged
  let ink = readInk(root);
  /** @type {Ticks | null} */
  let ticks = null;
  let beyond = "";
  let chosen = { layers: new Set(data.layers), ground: data.ground };
  let sequence = 0;
  let dirty = { view: true, marks: true, cursor: true };
  const ask = inNextFrame(frame);

  /** @param {"view" | "marks" | "cursor"} what */
  function needs(what) {
    dirty[what] = true;
    ask();
  }

  /** @param {Pair} z */
  function showCode(z) {
    if (!map || (shown && z[0] === shown[0] && z[1] === shown[1])) return;
    shown = z;
    writeDigit(map.decode(z), tile.data, 28, 0, 0);
    preview.putImageData(tile, 0, 0);
    code.textContent = withMinus(`(${z[0].toFixed(2)}, ${z[1].toFixed(2)})`);
  }

  // At most once a frame, whatever happened since the last one.
  function frame() {
    if (!map || !view) return;
    const now = dirty;
    dirty = { view: false, marks: false, cursor: false };
    const z = cursor ?? pinned;
    if (z) showCode(z);
    // An element of its own, moved by the pointer without painting anything anew.
    cross.hidden = !cursor;
    if (cursor) cross.style.transform = `translate(${view.toScreen(cursor).map((v) => `${Math.round(v)}px`).join(", ")})`;
    if (now.view) ink = readInk(root);
    const scene = { map, view, ink, ratio, settings, chosen };
    if (now.view || !ticks) {
      ticks = paintBelow(ground, scene);
      paintPoints(paintDots, dots, scene);
      beyond = beyondOf(scene);
    }
    if (now.view || now.marks) paintMarks(marks, scene, { ticks, beyond, path, pinned });
    const below = groundOf(scene);
    if (below && !below.done) {
      below.work(performance.now() + WORK_MS);
      needs("view");
    }
  }

  /** @param {Pair | null} z */
  function setCursor(z) {
    cursor = z;
    needs("cursor");
  }

  /** @param {Pair} z */
  function pin(z) {
    pinned = z;
    needs("marks");
    say("pinned", { sequence: ++sequence, x: z[0], y: z[1], model: map?.key });
  }

  const paintStrip = makeStrip(part(root, ".strip"), { point: setCursor, pin });
  function showStrip() {
    if (map && view) paintStrip(path, map.decode, view.width);
  }

  /** @param {Pair[]} way */
  function setPath(way) {
    path = way;
    showStrip();
    needs("marks");
    say("walked", { sequence: ++sequence, path, model: map?.key });
  }

  /**
   * What gestures do to this map, as it is seen now.
   * @param {CodeMap} there
   * @param {View} seen
   * @returns {Acts}
   */
  const actsOn = (there, seen) => ({
    point: (place) => setCursor(seen.toCode(...place)),
    path: (place, begins) => {
      if (begins) [former, path] = [path, []];
      cursor = seen.toCode(...place);
      path.push(cursor);
      setCursor(cursor);
      needs("marks");
    },
    pathEnd: () => setPath(simplified(path, seen.toScreen)),
    pathDrop: () => { path = former; needs("marks"); },
    pin: (place) => {
      const z = seen.toCode(...place);
      pin(groundOf({ map: there, ink, ratio, settings, chosen })?.snap(z) ?? z);
    },
    pinHere: () => { if (cursor) pin(cursor); },
    leave: () => setCursor(null),
    nudge: (right, up) => {
      const [x, y] = cursor ?? pinned ?? [seen.x, seen.y];
      const step = 6 * seen.codesPerPixel();
      setCursor([x + right * step, y + up * step]);
    },
    pan: (right, down) => { seen.pan(right, down); needs("view"); },
    zoom: (factor, place) => {
      const [left, top] = place ?? [seen.width / 2, seen.height / 2];
      seen.zoom(factor, left, top);
      needs("view");
    },
    reset: () => { seen.fit(); needs("view"); },
  });
  const acts = () => (map && view ? actsOn(map, view) : null);
  listen(part(root, "canvas.marks"), acts);
  part(root, "[data-act=in]").onclick = () => acts()?.zoom(1.5, null);
  part(root, "[data-act=out]").onclick = () => acts()?.zoom(1 / 1.5, null);
  part(root, "[data-act=home]").onclick = () => acts()?.reset();
  part(root, ".strip button").onclick = () => setPath([]);

  const layerButtons = parts(root, "[data-layer]", HTMLButtonElement);
  const groundButtons = parts(root, "[data-ground]", HTMLButtonElement);
  const ofDrawing = part(root, "[data-layer=drawing]", HTMLButtonElement);
  function showChoice() {
    layOut();
    for (const button of layerButtons) {
      button.setAttribute("aria-pressed", String(chosen.layers.has(button.dataset.layer ?? "")));
    }
    for (const button of groundButtons) {
      button.setAttribute("aria-pressed", String(chosen.ground === button.dataset.ground));
      button.hidden = button.dataset.ground === "gauss20" && !settings.prior;
    }
    ofDrawing.disabled = !settings.drawing;
    ofDrawing.hidden = !settings.drawable;
    needs("view");
  }
  function tellChoice() {
    showChoice();
    say("layers", { layers: [...chosen.layers], ground: chosen.ground });
  }
  for (const button of layerButtons) {
    const layer = button.dataset.layer ?? "";
    button.onclick = () => {
      if (!chosen.layers.delete(layer)) chosen.layers.add(layer);
      if (layer === "drawing" && chosen.layers.has(layer) && settings.drawing) pin(settings.drawing);
      tellChoice();
    };
  }
  for (const button of groundButtons) {
    button.onclick = () => { chosen.ground = button.dataset.ground ?? ""; tellChoice(); };
  }

  function fit() {
    const { width, height } = plane.getBoundingClientRect();
    if (!width || !height || !view) return;
    ratio = Math.min(devicePixelRatio || 1, 2);
    for (const { canvas } of [ground, dots, marks]) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
    }
    view.resize(width, height);
    showStrip();
    needs("view");
  }

  // The plane as the chosen ground wants it, straight or bent.
  function layOut() {
    const warp = WARPS[chosen.ground.startsWith("gauss") ? "gauss" : "straight"];
    if (!map || (view && map.warp === warp)) return;
    map.warp = warp;
    map.places = map.codes.map(warp.bend);
    view = makeView(warp.home ?? map.home, warp, warp.home ?? map.reach);
    fit();
  }

  function takeMap() {
    needs("view");   // what arrived may be the ground that was waited for
    const bytes = blobNamed(settings.blob);
    if (!bytes || map?.key === settings.blob) return;
    map = readMap(bytes, settings);
    [view, cursor, shown, path] = [null, null, null, settings.path];
    layOut();
    root.classList.add("ready");
  }

  let answer = "";
  /** @param {string} html */
  async function showAnswer(html) {
    if (html === answer) return;
    answer = html;
    const template = document.createElement("template");
    template.innerHTML = html;
    // Pictures that are not decoded yet would flash.
    await Promise.all(parts(template.content, "img", HTMLImageElement).map((image) => image.decode().catch(() => {})));
    if (html === answer) part(root, ".answer").replaceChildren(template.content);
  }

  /** @param {PadSettings} given */
  function take(given) {
    settings = given;
    if (settings.answered >= sequence) {
      sequence = settings.answered;
      pinned = settings.pinned;
    }
    if (first) chosen = { layers: new Set(settings.layers), ground: settings.ground };
    first = false;
    if (!settings.prior && chosen.ground === "gauss20") chosen.ground = "grid20";
    showLabels(root, settings.labels, "[data-act], .close, canvas", true);
    part(root, ".title").textContent = settings.title;
    root.classList.toggle("small", Boolean(settings.title));
    takeMap();
    showChoice();
    void showAnswer(settings.answer);
  }

  const observer = new ResizeObserver(fit);
  // A change of theme changes colours, and a colour's (short) transition ends.
  root.addEventListener("transitionend", ({ target }) => {
    if (target instanceof Element && target.matches(".probe")) needs("view");
  });
  return {
    take,
    arrived: takeMap,
    enter: () => observer.observe(plane),
    leave() {
      observer.disconnect();
      ask.cancel();
    },
  };
}

export default entry(".pad", mountPad);
