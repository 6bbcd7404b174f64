// The map on which a path is dragged: its picture, the classes' names, the path. Codes here, screen pixels there.

const WIDTH = 560;
const HEIGHT = 280;
const CORNERS = 24;   // of a path that is sent; Python takes up to 32

// A place that is at least `margin` inside the picture.
const within = ([x, y], margin) => [[x, WIDTH], [y, HEIGHT]].map(([v, end]) => Math.min(Math.max(v, margin), end - margin));

function makePlane(picture, onPath) {
  let map = null;
  let badges = [];
  let places = [];   // of the path being dragged, on the picture
  let dragging = false;

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

  const under = (event) => {
    const box = picture.getBoundingClientRect();
    return within([((event.clientX - box.left) / box.width) * WIDTH, ((event.clientY - box.top) / box.height) * HEIGHT], 0);
  };
  picture.onpointerdown = (event) => {
    if (!map || !event.isPrimary || event.button) return;
    dragging = true;
    picture.setPointerCapture(event.pointerId);
    places = [under(event)];
  };
  picture.onpointermove = (event) => {
    if (!dragging) return;
    places.push(under(event));
    showLine(places);
  };
  picture.onpointerup = () => {
    if (!dragging) return;
    dragging = false;
    const far = places.some(([x, y]) => Math.hypot(x - places[0][0], y - places[0][1]) > 6);
    if (far) onPath(evenly(places, CORNERS).map(toCode));
    else showLine(map.line.map(toPlace));
  };
  picture.onpointercancel = () => {
    dragging = false;
    showLine(map.line.map(toPlace));
  };

  const plane = {};
  plane.take = (given, colours, label) => {
    map = given;
    badges = colours;
    if (!map || dragging) return;
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
  };
  return plane;
}
