// uses: shared/warps.js, shared/plane.js, shared/marks.js

// The two planes: the whole map with the prior behind it, and a lens on the cloud of this digit.

const LENS_SIGMAS = 4.2;      // half the lens, in units of the wider standard deviation
const MARK = 7;               // half the square that shows on the map where the lens looks, at least, in pixels

function ellipse(context, view, mu, sigma, times, ink, width) {
  const [x, y] = view.toScreen(mu);
  const [wide, high] = sigma.map((s) => Math.max(times * s * view.scale, 0.5));
  context.lineWidth = width;
  context.strokeStyle = ink.code;
  context.beginPath();
  context.ellipse(x, y, wide, high, 0, 0, 2 * Math.PI);
  context.stroke();
}

function cloudOf(context, view, ink, places, radius, opacity) {
  context.globalAlpha = opacity;
  context.fillStyle = ink.code;
  context.beginPath();
  for (const z of places) {
    const [x, y] = view.toScreen(z);
    context.moveTo(x + radius, y);
    context.arc(x, y, radius, 0, 2 * Math.PI);
  }
  context.fill();
  context.globalAlpha = 1;
}

function lensHome({ mu, logvar }) {
  const half = LENS_SIGMAS * Math.exp(Math.max(...logvar) / 2);
  return [mu[0] - half, mu[0] + half, mu[1] - half, mu[1] + half];
}

// A canvas for the test codes and one above it for what moves.
function makePlane(element, dotRadius) {
  const [dots, marks] = [...element.querySelectorAll("canvas")].map((canvas) => canvas.getContext("2d"));
  const paintDots = makeDots();
  const plane = { view: null, marks };
  let [width, height, ratio] = [0, 0, 1];
  plane.fit = () => {
    ({ width, height } = element.getBoundingClientRect());
    ratio = Math.min(devicePixelRatio || 1, 2);
    for (const { canvas } of [dots, marks]) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
    }
    return width > 0 && height > 0;
  };
  plane.paintGround = (home, map, colours, opacity) => {
    plane.view = makeView(home, WARPS.straight);
    plane.view.resize(width, height);
    paintDots(dots, plane.view, ratio, { places: map.codes, labels: map.labels }, colours,
      { radius: dotRadius * ratio, opacity });
  };
  // Axes stand above the codes, which would hide them.
  plane.begin = (ink) => {
    marks.setTransform(ratio, 0, 0, ratio, 0, 0);
    marks.clearRect(0, 0, width, height);
    const ticks = paintAxes(marks, plane.view, ink, false);
    paintTicks(marks, plane.view, ink, ticks);
  };
  return plane;
}

// The prior's circles, to be seen above ten thousand dots.
function paintPrior(context, view, ink) {
  const [x, y] = view.toScreen([0, 0]);
  for (const [width, colour, dash] of [[4, ink.ground, []], [1.8, ink.code, [5, 3]]]) {
    context.lineWidth = width;
    context.strokeStyle = colour;
    context.globalAlpha = dash.length ? 1 : 0.6;
    context.setLineDash(dash);
    for (const radius of [1, 2, 3]) {
      context.beginPath();
      context.arc(x, y, radius * view.scale, 0, 2 * Math.PI);
      context.stroke();
    }
  }
  context.setLineDash([]);
}

// Small, since the whole map is.
function paintSmallNames(context, view, ink, places, badges) {
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.font = `700 11px ${ink.font}`;
  apart(places.map(view.toScreen), 17).forEach(([x, y], digit) => {
    disc(context, x, y, 7.5, badges[digit][0], ink.ground);
    context.fillStyle = badges[digit][1];
    context.fillText(String(digit), x, y + 0.5);
  });
}

function paintMap(plane, ink, map, badges, posterior, home) {
  plane.begin(ink);
  paintPrior(plane.marks, plane.view, ink);
  paintSmallNames(plane.marks, plane.view, ink, map.names, badges);
  const [x, y] = plane.view.toScreen(posterior.mu);
  const half = Math.max(((home[1] - home[0]) / 2) * plane.view.scale, MARK);
  for (const [width, colour] of [[5, ink.ground], [2, ink.code]]) {
    plane.marks.lineWidth = width;
    plane.marks.strokeStyle = colour;
    plane.marks.strokeRect(x - half, y - half, 2 * half, 2 * half);
  }
  const sigma = posterior.logvar.map((v) => Math.exp(v / 2));
  ellipse(plane.marks, plane.view, posterior.mu, sigma, 2, ink, 1.5);
}

// share: how far the newest draw has come on its way from mu to z.
function paintLens(plane, ink, posterior, places, current, share) {
  plane.begin(ink);
  const { marks, view } = plane;
  const sigma = posterior.logvar.map((v) => Math.exp(v / 2));
  ellipse(marks, view, posterior.mu, sigma, 1, ink, 2.5);
  ellipse(marks, view, posterior.mu, sigma, 2, ink, 1.5);
  cloudOf(marks, view, ink, places, 2.4, 0.55);
  disc(marks, ...view.toScreen(posterior.mu), 4, ink.text, ink.ground);
  if (!current) return;
  const way = posterior.mu.map((m, j) => m + share * (current[j] - m));
  marks.lineWidth = 2;
  marks.strokeStyle = ink.output;
  marks.beginPath();
  marks.moveTo(...view.toScreen(posterior.mu));
  marks.lineTo(...view.toScreen(way));
  marks.stroke();
  disc(marks, ...view.toScreen(way), 6, ink.output, ink.ground);
}
