// uses: shared/svg.js, shared/evenly.js

// The map on which a path is drawn, by dragging or by keys: its picture, the classes' names, the path. Codes here, screen
// pixels there.

const WIDTH = 560;
const HEIGHT = 280;
const CORNERS = 24;   // of a path that is sent; Python takes up to 32
const STRIDE = 8;     // of an arrow key, in pixels of the picture; four times as far with Shift
/** @type {Record<string, Pair>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const KEYS = [...Object.keys(ARROWS), " ", "Enter", "Escape"];

/**
 * As `Map` in __init__.py has it: its picture shows `range`, that is left, right, bottom, top in the code.
 * @typedef {{ picture: string, range: Extent, places: Pair[], names: string[], line: Pair[] }} PlaneMap
 */

/**
 * A place that is at least `margin` inside the picture.
 * @param {Pair} place
 * @param {number} margin
 * @returns {Pair}
 */
const within = ([x, y], margin) => [
  Math.min(Math.max(x, margin), WIDTH - margin), Math.min(Math.max(y, margin), HEIGHT - margin),
];

/**
 * @param {SVGElement} picture
 * @param {(path: Pair[]) => void} onPath
 */
function makeMap(picture, onPath) {
  /** @type {PlaneMap | null} */
  let map = null;
  /**
   * The path being drawn, on the picture.
   * @type {Pair[]}
   */
  let places = [];
  let drawing = false;
  /**
   * Where the keys stand while the map has their focus.
   * @type {Pair | null}
   */
  let cursor = null;

  /** @type {(range: Extent, z: Pair) => Pair} */
  const toPlace = ([left, right, bottom, top], [x, y]) => {
    return [((x - left) / (right - left)) * WIDTH, ((top - y) / (top - bottom)) * HEIGHT];
  };
  /** @type {(range: Extent, place: Pair) => Pair} */
  const toCode = ([left, right, bottom, top], [across, down]) => {
    const x = left + (across / WIDTH) * (right - left);
    const y = top - (down / HEIGHT) * (top - bottom);
    return [Number(x.toFixed(3)), Number(y.toFixed(3))];
  };

  /** @param {Pair[]} line on the picture */
  function showLine(line) {
    picture.querySelectorAll(".path").forEach((old) => old.remove());
    if (line.length < 2) return;
    const points = line.map((place) => place.map((v) => v.toFixed(1)).join()).join(" ");
    const ends = [line[0], line[line.length - 1]].map(([cx, cy]) => svg("circle", { class: "path end", cx, cy, r: 5 }));
    picture.append(svg("polyline", { class: "path under", points }), svg("polyline", { class: "path line", points }), ...ends);
  }

  function showCursor() {
    picture.querySelector(".cursor")?.remove();
    if (!cursor) return;
    const [x, y] = cursor;
    picture.append(svg("path", { class: "cursor", d: `M${x - 10} ${y}h20M${x} ${y - 10}v20` }));
  }

  /** @param {Pair} place */
  function begin(place) {
    drawing = true;
    places = [place];
  }
  /** @param {Pair} place */
  function goOn(place) {
    places.push(place);
    showLine(places);
  }
  // The path that Python knows.
  function showOwnLine() {
    if (!map) return;
    const { range, line } = map;
    showLine(line.map((z) => toPlace(range, z)));
  }
  function end() {
    drawing = false;
    const far = places.some(([x, y]) => Math.hypot(x - places[0][0], y - places[0][1]) > 6);
    if (!far || !map) {
      showOwnLine();
      return;
    }
    const { range } = map;
    onPath(evenly(places, CORNERS).map((place) => toCode(range, place)));
  }
  function cancel() {
    if (!drawing) return;
    drawing = false;
    showOwnLine();
  }

  /** @param {PointerEvent} event */
  const under = (event) => {
    const box = picture.getBoundingClientRect();
    return within([((event.clientX - box.left) / box.width) * WIDTH, ((event.clientY - box.top) / box.height) * HEIGHT], 0);
  };
  picture.onpointerdown = (event) => {
    if (!map || !event.isPrimary || event.button) return;
    picture.setPointerCapture(event.pointerId);
    begin(under(event));
  };
  picture.onpointermove = (event) => {
    if (drawing && picture.hasPointerCapture(event.pointerId)) goOn(under(event));
  };
  picture.onpointerup = (event) => {
    if (drawing && picture.hasPointerCapture(event.pointerId)) end();
  };
  picture.onpointercancel = cancel;

  /**
   * @param {PlaneMap} there
   * @returns {Pair}
   */
  const startOf = ({ range, line }) => (line.length ? toPlace(range, line[line.length - 1]) : [WIDTH / 2, HEIGHT / 2]);
  picture.onfocus = () => {
    if (!map || !picture.matches(":focus-visible")) return;
    cursor ??= startOf(map);
    showCursor();
  };
  picture.onblur = () => {
    cursor = null;
    cancel();
    showCursor();
  };
  picture.onkeydown = (event) => {
    if (!map || event.ctrlKey || event.metaKey || event.altKey || !KEYS.includes(event.key)) return;
    event.preventDefault();
    const from = cursor ?? startOf(map);
    cursor = from;
    const way = ARROWS[event.key];
    if (way) {
      const stride = STRIDE * (event.shiftKey ? 4 : 1);
      cursor = within([from[0] + way[0] * stride, from[1] + way[1] * stride], 0);
      if (drawing) goOn(cursor);
    } else if (event.key === "Escape") {
      cancel();
    } else if (drawing) {
      end();
    } else {
      begin(from);
    }
    showCursor();
  };

  /**
   * @param {PlaneMap | null} given
   * @param {[colour: string, ink: string][]} badges
   * @param {string} spoken
   */
  function take(given, badges, spoken) {
    map = given;
    if (!given || drawing) return;
    picture.setAttribute("aria-label", spoken);
    const ground = svg("image", { href: given.picture, width: WIDTH, height: HEIGHT, preserveAspectRatio: "none" });
    const names = given.places.flatMap((code, label) => {
      const name = given.names[label];
      const [fill, ink] = badges[label];
      const half = name.length > 1 ? 5 + 3.1 * name.length : 8;
      const [x, y] = within(toPlace(given.range, code), half + 1);
      return [
        svg("rect", { x: x - half, y: y - 8, width: 2 * half, height: 16, rx: 8, fill }),
        svg("text", { x, y, fill: ink }, name),
      ];
    });
    picture.replaceChildren(ground, ...names);
    showOwnLine();
    showCursor();
  }
  return { take };
}
