// uses: shared/mounted.js, shared/ink.js, shared/numbers.js, shared/blobs.js, shared/decoder.js, shared/pixels.js, shared/warps.js, shared/plane.js, shared/marks.js
// uses: latent_pad/grids.js, latent_pad/fields.js, latent_pad/gestures.js, latent_pad/paths.js

// The latent pad: what is under the pointer is decoded here, every frame; only what is pinned or switched goes to
// Python.

const WORK_MS = 7;            // of a frame, for a grid that is being decoded
const CODES_ON_GRID = 0.25;   // opacity of the points above decoded digits
const DOT = 1.7;              // radius in pixels of one of MANY codes; a code among fewer is larger
const MANY = 10000;
const BEYOND = 0.02;          // share of codes off the map that is worth a word

function mountPad(root) {
  const find = (selector) => root.querySelector(selector);
  const [ground, dots, marks] = ["ground", "dots", "marks"].map((name) => find(`canvas.${name}`).getContext("2d"));
  const preview = find(".hover canvas").getContext("2d");
  const tile = preview.createImageData(28, 28);
  const plane = find(".plane");
  const cross = find(".cursor");
  const paintDots = makeDots();
  const pad = { settings: null };
  let map = null;        // what the blob of this model holds, and what was made of it
  let view = null;
  let ratio = 1;
  let cursor = null;     // the code under the pointer; null shows the pinned one
  let shown = null;      // the code in the preview
  let pinned = null;
  let path = [];
  let former = [];       // the path before the one that is being dragged
  let ink = null;        // the colours of the theme
  let chosen = { layers: new Set(), ground: "plain" };
  let sequence = 0;
  let dirty = { view: true, marks: true, cursor: true };
  const ask = inNextFrame(frame);

  function needs(part) {
    dirty[part] = true;
    ask();
  }

  function paintGround() {
    ground.setTransform(ratio, 0, 0, ratio, 0, 0);
    ground.clearRect(0, 0, view.width, view.height);
    const ticks = paintAxes(ground, view, ink, pad.settings.prior);
    map.ground(chosen.ground)?.paint(ground, view);
    return ticks;
  }

  function paintPoints() {
    find("canvas.dots").hidden = !chosen.layers.has("points");
    if (!chosen.layers.has("points")) return;
    const usual = DOT * (MANY / map.labels.length) ** 0.25 * (view.width < 420 ? 0.75 : 1);
    const radius = Math.min(Math.max(usual * Math.sqrt(view.zoomed()), 1.1), 3 * usual);
    const opacity = (chosen.ground in GRIDS ? CODES_ON_GRID : 0.62) + 0.06 * Math.min(view.zoomed(), 5);
    paintDots(dots, view, ratio, map, pad.settings.badges.map(([colour]) => words(colour)), { radius: radius * ratio, opacity });
  }

  function paintMarks() {
    marks.setTransform(ratio, 0, 0, ratio, 0, 0);
    marks.clearRect(0, 0, view.width, view.height);
    paintTicks(marks, view, ink, map.ticks);
    const { legend } = map.ground(chosen.ground) ?? {};
    if (legend) paintLegend(marks, view, ink, legend);
    if (map.beyond && chosen.layers.has("points")) paintBeyond(marks, view, ink, map.beyond);
    if (chosen.layers.has("points")) paintNames(marks, view, ink, map.names, pad.settings.badges);
    if (path.length > 1) paintPath(marks, view, ink, path);
    if (chosen.layers.has("drawing") && pad.settings.drawing) {
      paintDrawing(marks, view, ink, pad.settings.drawing, pad.settings.labels.drawing);
    }
    if (pinned) paintPin(marks, view, ink, pinned);
  }

  // An element of its own, moved by the pointer without painting anything anew.
  function showCursor() {
    cross.hidden = !cursor;
    if (!cursor) return;
    const [x, y] = view.toScreen(cursor).map(Math.round);
    cross.style.transform = `translate(${x}px, ${y}px)`;
  }

  // What lies off the map is said where it is much, as long as nobody has moved or zoomed.
  function sayBeyond() {
    const count = view.atHome() && map.warp === WARPS.straight ? countBeyond(map, view) : 0;
    const said = { count: count.toLocaleString("en"), all: map.labels.length.toLocaleString("en") };
    map.beyond = count < BEYOND * map.labels.length || view.width < 320 ? ""
      : pad.settings.labels.beyond.replace("{count}", said.count).replace("{all}", said.all);
  }

  function showCode(z) {
    if (shown && z[0] === shown[0] && z[1] === shown[1]) return;
    shown = z;
    writeDigit(map.decode(z), tile.data, 28, 0, 0);
    preview.putImageData(tile, 0, 0);
    find(".hover output").textContent = withMinus(`(${z[0].toFixed(2)}, ${z[1].toFixed(2)})`);
  }

  // At most once a frame, whatever happened since the last one.
  function frame() {
    if (!map || !view) return;
    const now = dirty;
    dirty = { view: false, marks: false, cursor: false };
    const z = cursor ?? pinned;
    if (z) showCode(z);
    showCursor();
    if (now.view) {
      ink = readInk(root);
      map.ticks = paintGround();
      paintPoints();
      sayBeyond();
    }
    if (now.view || now.marks) paintMarks();
    const below = map.ground(chosen.ground);
    if (below && !below.done) {
      below.work(performance.now() + WORK_MS);
      needs("view");
    }
  }

  function setCursor(z) {
    cursor = z;
    needs("cursor");
  }

  function pin(z) {
    pinned = z;
    needs("marks");
    pad.setValue("pinned", { sequence: ++sequence, x: z[0], y: z[1], model: map.key });
  }

  const paintStrip = makeStrip(find(".strip"), { point: setCursor, pin });
  const showStrip = () => paintStrip(path, map.decode, view.width);

  function setPath(way) {
    path = way;
    showStrip();
    needs("marks");
    pad.setValue("walked", { sequence: ++sequence, path, model: map.key });
  }

  const snapped = (z) => map.ground(chosen.ground)?.snap(z) ?? z;
  const centre = () => [view.width / 2, view.height / 2];
  const act = {
    point: (place) => setCursor(view.toCode(...place)),
    path: (place, begins) => {
      if (begins) [former, path] = [path, []];
      path.push(view.toCode(...place));
      setCursor(path.at(-1));
      needs("marks");
    },
    pathEnd: () => setPath(simplified(path, view.toScreen)),
    pathDrop: () => { path = former; needs("marks"); },
    pin: (place) => pin(snapped(view.toCode(...place))),
    pinHere: () => { if (cursor) pin(cursor); },
    leave: () => setCursor(null),
    nudge: (right, up) => {
      const [x, y] = cursor ?? pinned ?? [view.x, view.y];
      const step = 6 * view.codesPerPixel();
      setCursor([x + right * step, y + up * step]);
    },
    pan: (right, down) => { view.pan(right, down); needs("view"); },
    zoom: (factor, place) => { view.zoom(factor, ...(place ?? centre())); needs("view"); },
    reset: () => { view.fit(); needs("view"); },
  };
  const guarded = Object.entries(act).map(([name, does]) => [name, (...given) => { if (map && view) does(...given); }]);
  listen(find("canvas.marks"), Object.fromEntries(guarded));
  find("[data-act=in]").onclick = () => map && act.zoom(1.5, null);
  find("[data-act=out]").onclick = () => map && act.zoom(1 / 1.5, null);
  find("[data-act=home]").onclick = () => map && act.reset();
  find(".strip button").onclick = () => setPath([]);

  function showChoice() {
    layOut();
    for (const button of root.querySelectorAll("[data-layer]")) {
      button.setAttribute("aria-pressed", chosen.layers.has(button.dataset.layer));
    }
    for (const button of root.querySelectorAll("[data-ground]")) {
      button.setAttribute("aria-pressed", chosen.ground === button.dataset.ground);
      button.hidden = button.dataset.ground === "gauss20" && !pad.settings.prior;
    }
    find("[data-layer=drawing]").disabled = !pad.settings.drawing;
    find("[data-layer=drawing]").hidden = !pad.settings.drawable;
    needs("view");
  }
  function tellChoice() {
    showChoice();
    pad.setValue("layers", { layers: [...chosen.layers], ground: chosen.ground });
  }
  for (const button of root.querySelectorAll("[data-layer]")) {
    button.onclick = () => {
      const { layer } = button.dataset;
      if (!chosen.layers.delete(layer)) chosen.layers.add(layer);
      if (layer === "drawing" && chosen.layers.has(layer)) pin(pad.settings.drawing);
      tellChoice();
    };
  }
  for (const button of root.querySelectorAll("[data-ground]")) {
    button.onclick = () => { chosen.ground = button.dataset.ground; tellChoice(); };
  }

  function fit() {
    const { width, height } = plane.getBoundingClientRect();
    if (!width || !height || !map) return;
    ratio = Math.min(devicePixelRatio || 1, 2);
    for (const context of [ground, dots, marks]) {
      context.canvas.width = Math.round(width * ratio);
      context.canvas.height = Math.round(height * ratio);
    }
    view.resize(width, height);
    showStrip();
    needs("view");
  }

  // The plane as the chosen ground wants it, straight or bent.
  function layOut() {
    const warp = WARPS[chosen.ground.startsWith("gauss") ? "gauss" : "straight"];
    if (!map || map.warp === warp) return;
    map.warp = warp;
    map.places = map.codes.map(warp.bend);
    view = makeView(warp.home ?? map.home, warp, warp.home ?? map.reach);
    fit();
  }

  function makeGround(kind) {
    const errors = blobNamed(pad.settings.errors);
    if (kind in GRIDS) return makeGrid(GRIDS[kind], map.warp.range ?? map.home, map.warp, map.decode);
    if (kind === "regions") return regionsField(map, pad.settings.badges);
    if (kind === "density") return densityField(map, ink.code);
    return kind === "error" && errors ? errorField(readBlobs(errors)[0], ink.output) : null;
  }

  function takeMap() {
    needs("view");   // what arrived may be the ground that was waited for
    const bytes = blobNamed(pad.settings.blob);
    if (!bytes || map?.key === pad.settings.blob) return;
    const [decoder, codes] = readBlobs(bytes);
    const decode = makeDecoder(decoder);
    const grounds = new Map();
    // The picture below the points, made when it is first wanted; none for a plain ground or one still on its way.
    const ground = (kind) => {
      if (!grounds.get(kind)) grounds.set(kind, makeGround(kind));
      return grounds.get(kind);
    };
    const { home, area } = pad.settings;
    const reach = reachOf(codes, home);
    map = { key: pad.settings.blob, ...codes, home, reach, area, decode, ground, names: classPlaces(codes), warp: null };
    [cursor, shown, path] = [null, null, pad.settings.path];
    layOut();
    root.classList.add("ready");
  }

  let answer = null;
  async function showAnswer(html) {
    if (html === answer) return;
    answer = html;
    const template = document.createElement("template");
    template.innerHTML = html;
    // Pictures that are not decoded yet would flash.
    await Promise.all([...template.content.querySelectorAll("img")].map((image) => image.decode().catch(() => {})));
    if (html === answer) find(".answer").replaceChildren(template.content);
  }

  pad.take = (settings) => {
    const first = pad.settings === null;
    pad.settings = settings;
    if (settings.answered >= sequence) {
      sequence = settings.answered;
      pinned = settings.pinned;
    }
    if (first) chosen = { layers: new Set(settings.layers), ground: settings.ground };
    if (!settings.prior && chosen.ground === "gauss20") chosen.ground = "grid20";
    root.querySelectorAll("[data-label]").forEach((e) => {
      const text = settings.labels[e.dataset.label];
      if (e.matches("[data-act], .close, canvas")) e.setAttribute("aria-label", e.title = text);
      else e.textContent = text;
    });
    find(".title").textContent = settings.title;
    root.classList.toggle("small", Boolean(settings.title));
    takeMap();
    showChoice();
    showAnswer(settings.answer);
  };

  const observer = new ResizeObserver(fit);
  // A change of theme changes colours, and a colour's (short) transition ends.
  root.addEventListener("transitionend", (event) => { if (event.target.matches(".probe")) needs("view"); });
  pad.arrived = takeMap;
  pad.enter = () => observer.observe(plane);
  pad.leave = () => {
    observer.disconnect();
    ask.cancel();
  };
  return pad;
}

export default entry(".pad", mountPad);
