// uses: shared/svg.js, shared/evenly.js

// The map on which a path is drawn, by dragging or by keys: its picture, the classes' names, the path. Codes here, screen
// pixels there.

const WIDTH = 560;
const HEIGHT = 280;
const CORNERS = 24;   // of a path that is sent; Python takes up to 32
const STRIDE = 8;     // of an arrow key, in pixels of the picture; four times as far with Shift
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const KEYS = [...Object.keys(ARROWS), " ", "Enter", "Escape"];

// A place that is at least `margin` inside the picture.
const within = ([x, y], margin) => [[x, WIDTH], [y, HEIGHT]].map(([v, end]) => Math.min(Math.max(v, margin), end - margin));

function makeMap(picture, onPath) {
  let map = null;
  let badges = [];
  let places = [];      // of the path being drawn, on the picture
  let drawing = false;
  let cursor = null;    // where the keys stand while the map has their focus

  const toPlace = ([x, y]) => {
    const [left, right, bottom, top] = map.range;
    return [((x - left) / (right - left)) * WIDTH, ((top - y) / (top - bottom)) * HEIGHT];
  };
  const toCode = ([across, down]) => {
    const [left, right, bottom, top] = map.range;
    return [left + (across / WIDTH) * (right - left), top - (down / HEIGHT) * (top - bottom)].map((v) => Number(v.toFixed(3)));
  };

  function showLine(line) {
    picture.querySelectorAll(".path").forEach((part) => part.remove());
    if (line.length < 2) return;
    const points = line.map((place) => place.map((v) => v.toFixed(1)).join()).join(" ");
    const ends = [line[0], line.at(-1)].map(([cx, cy]) => svg("circle", { class: "path end", cx, cy, r: 5 }));
    picture.append(svg("polyline", { class: "path under", points }), svg("polyline", { class: "path line", points }), ...ends);
  }

  function showCursor() {
    picture.querySelector(".cursor")?.remove();
    if (!cursor) return;
    const [x, y] = cursor;
    picture.append(svg("path", { class: "cursor", d: `M${x - 10} ${y}h20M${x} ${y - 10}v20` }));
  }

  function begin(place) {
    drawing = true;
    places = [place];
  }
  function goOn(place) {
    places.push(place);
    showLine(places);
  }
  function end() {
    drawing = false;
    const far = places.some(([x, y]) => Math.hypot(x - places[0][0], y - places[0][1]) > 6);
    if (far) onPath(evenly(places, CORNERS).map(toCode));
    else showLine(map.line.map(toPlace));
  }
  function cancel() {
    if (!drawing) return;
    drawing = false;
    showLine(map.line.map(toPlace));
  }

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

  function enter() {
    cursor ??= map.line.length ? toPlace(map.line.at(-1)) : [WIDTH / 2, HEIGHT / 2];
  }
  picture.onfocus = () => {
    if (!map || !picture.matches(":focus-visible")) return;
    enter();
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
    enter();
    const way = ARROWS[event.key];
    if (way) {
      cursor = within(cursor.map((v, axis) => v + way[axis] * STRIDE * (event.shiftKey ? 4 : 1)), 0);
      if (drawing) goOn(cursor);
    } else if (event.key === "Escape") {
      cancel();
    } else if (drawing) {
      end();
    } else {
      begin(cursor);
    }
    showCursor();
  };

  const plane = {};
  plane.take = (given, colours, label) => {
    map = given;
    badges = colours;
    if (!map || drawing) return;
    picture.setAttribute("aria-label", label);
    const ground = svg("image", { href: map.picture, width: WIDTH, height: HEIGHT, preserveAspectRatio: "none" });
    const names = map.places.flatMap((code, label) => {
      const name = map.names[label];
      const [fill, ink] = badges[label];
      const half = name.length > 1 ? 5 + 3.1 * name.length : 8;
      const [x, y] = within(toPlace(code), half + 1);
      return [
        svg("rect", { x: x - half, y: y - 8, width: 2 * half, height: 16, rx: 8, fill }),
        svg("text", { x, y, fill: ink }, name),
      ];
    });
    picture.replaceChildren(ground, ...names);
    showLine(map.line.map(toPlace));
    showCursor();
  };
  return plane;
}
