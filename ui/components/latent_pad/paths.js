// uses: shared/parts.js, shared/pixels.js, shared/evenly.js

// A path that was dragged over the plane: its way-points, and the pictures along it.

const STRIP = 12;       // pictures along a path
const WAYPOINTS = 32;   // of a path, at most; also in __init__.py

/**
 * Which points of a line are needed so that none of it lies further than `tolerance` off (Douglas & Peucker 1973).
 * @param {Pair[]} points
 * @param {number} tolerance
 */
function neededPoints(points, tolerance) {
  const keep = new Set([0, points.length - 1]);
  const stretches = [[0, points.length - 1]];
  for (let stretch = stretches.pop(); stretch; stretch = stretches.pop()) {
    const [from, to] = stretch;
    const [[ax, ay], [bx, by]] = [points[from], points[to]];
    const [dx, dy] = [bx - ax, by - ay];
    const square = dx * dx + dy * dy || 1;
    let [most, farthest] = [tolerance, 0];
    for (let i = from + 1; i < to; i++) {
      const [x, y] = [points[i][0] - ax, points[i][1] - ay];
      const share = Math.min(Math.max((x * dx + y * dy) / square, 0), 1);
      const distance = Math.hypot(x - share * dx, y - share * dy);
      if (distance > most) [most, farthest] = [distance, i];
    }
    if (!farthest) continue;
    keep.add(farthest);
    stretches.push([from, farthest], [farthest, to]);
  }
  return [...keep].toSorted((a, b) => a - b);
}

/**
 * A path of at most WAYPOINTS codes that looks the same on screen, as far as so few can.
 * @param {Pair[]} path
 * @param {(z: Pair) => Pair} toScreen
 */
function simplified(path, toScreen) {
  const places = path.map(toScreen);
  let tolerance = 1;
  let kept = neededPoints(places, tolerance);
  while (kept.length > WAYPOINTS) kept = neededPoints(places, tolerance *= 1.3);
  return kept.map((i) => path[i]);
}

/**
 * The strip of pictures along the path; what it is told of them goes to `act`: point at a code, pin a code.
 * @param {HTMLElement} root
 * @param {{ point: (z: Pair | null) => void, pin: (z: Pair) => void }} act
 * @returns {(path: Pair[], decode: Decode, width: number) => void}
 */
function makeStrip(root, act) {
  const canvas = part(root, "canvas", HTMLCanvasElement);
  const pen = penOf(canvas);
  /** @type {Pair[]} */
  let codes = [];
  /** @type {(event: MouseEvent) => Pair | undefined} */
  const under = (event) => codes[Math.floor((event.offsetX / canvas.clientWidth) * STRIP)];
  canvas.onpointermove = (event) => act.point(under(event) ?? null);
  canvas.onpointerleave = () => act.point(null);
  canvas.onclick = (event) => act.pin(under(event) ?? codes[0]);
  return (path, decode, width) => {
    root.hidden = path.length < 2;
    if (root.hidden) return;
    const image = new ImageData(28 * STRIP, 28);
    codes = evenly(path, STRIP);
    codes.forEach((z, i) => writeDigit(decode(z), image.data, image.width, 28 * i, 0));
    pen.putImageData(image, 0, 0);
    canvas.style.width = `${28 * STRIP * Math.max(1, Math.floor((width - 8) / (28 * STRIP)))}px`;
  };
}
