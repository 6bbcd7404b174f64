// uses: shared/parts.js
// uses: shared/warps.js
// uses: shared/plane.js
// uses: shared/dots.js
// uses: shared/marks.js, cloud/draws.js

// The two planes: the whole map with the prior behind it, and a lens on the cloud of this digit.

const LENS_SIGMAS = 4.2;      // half the lens, in units of the wider standard deviation
const MARK = 7;               // half the square that shows on the map where the lens looks, at least, in pixels

/**
 * @param {CanvasRenderingContext2D} context
 * @param {View} view
 * @param {Pair} mu
 * @param {Pair} sigma
 * @param {number} times
 * @param {Ink} ink
 * @param {number} width of the line
 */
function ellipse(context, view, mu, sigma, times, ink, width) {
  const [x, y] = view.toScreen(mu);
  const [wide, high] = sigma.map((s) => Math.max(times * s * view.scale, 0.5));
  context.lineWidth = width;
  context.strokeStyle = ink.code;
  context.beginPath();
  context.ellipse(x, y, wide, high, 0, 0, 2 * Math.PI);
  context.stroke();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {View} view
 * @param {Ink} ink
 * @param {Pair[]} places
 * @param {number} radius
 * @param {number} opacity
 */
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

/**
 * What the lens shows.
 * @param {Posterior} posterior
 * @returns {Extent}
 */
function lensHome({ mu, logvar }) {
  const half = LENS_SIGMAS * Math.exp(Math.max(...logvar) / 2);
  return [mu[0] - half, mu[0] + half, mu[1] - half, mu[1] + half];
}

/**
 * What moves, and where: a pen above the test codes and the view that both share.
 * @typedef {{ marks: CanvasRenderingContext2D, view: View }} Above
 */

/**
 * A canvas for the test codes and one above it for what moves.
 * @param {HTMLElement} element
 * @param {number} dotRadius
 */
function makePlane(element, dotRadius) {
  const [dots, marks] = parts(element, "canvas", HTMLCanvasElement).map((canvas) => penOf(canvas));
  const paintDots = makeDots();
  let [width, height, ratio] = [0, 0, 1];
  return {
    fit() {
      ({ width, height } = element.getBoundingClientRect());
      ratio = Math.min(devicePixelRatio || 1, 2);
      for (const { canvas } of [dots, marks]) {
        canvas.width = Math.round(width * ratio);
        canvas.height = Math.round(height * ratio);
      }
      return width > 0 && height > 0;
    },
    /**
     * The test codes, as far as they lie in `home`.
     * @param {Extent} home
     * @param {Coded} map
     * @param {number[]} colours a word each
     * @param {number} opacity
     */
    paintGround(home, map, colours, opacity) {
      const view = makeView(home, WARPS.straight);
      view.resize(width, height);
      paintDots(dots, view, ratio, { places: map.codes, labels: map.labels }, colours, { radius: dotRadius * ratio, opacity });
      return { marks, view };
    },
    /**
     * Axes stand above the codes, which would hide them.
     * @param {View} view
     * @param {Ink} ink
     */
    begin(view, ink) {
      marks.setTransform(ratio, 0, 0, ratio, 0, 0);
      marks.clearRect(0, 0, width, height);
      paintTicks(marks, view, ink, paintAxes(marks, view, ink, false));
    },
  };
}

/**
 * The prior's circles, to be seen above ten thousand dots.
 * @param {CanvasRenderingContext2D} context
 * @param {View} view
 * @param {Ink} ink
 */
function paintPrior(context, view, ink) {
  const [x, y] = view.toScreen([0, 0]);
  /** @type {[number, string, number[]][]} */
  const lines = [[4, ink.ground, []], [1.8, ink.code, [5, 3]]];
  for (const [width, colour, dash] of lines) {
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

/**
 * Small, since the whole map is.
 * @param {CanvasRenderingContext2D} context
 * @param {View} view
 * @param {Ink} ink
 * @param {Pair[]} places
 * @param {Badge[]} badges
 */
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

/**
 * The whole map, and where on it the lens looks.
 * @param {Above} above
 * @param {Ink} ink
 * @param {Pair[]} names
 * @param {Badge[]} badges
 * @param {Posterior} posterior
 * @param {Extent} home
 */
function paintMap({ marks, view }, ink, names, badges, posterior, home) {
  paintPrior(marks, view, ink);
  paintSmallNames(marks, view, ink, names, badges);
  const [x, y] = view.toScreen(posterior.mu);
  const half = Math.max(((home[1] - home[0]) / 2) * view.scale, MARK);
  for (const [width, colour] of /** @type {[number, string][]} */ ([[5, ink.ground], [2, ink.code]])) {
    marks.lineWidth = width;
    marks.strokeStyle = colour;
    marks.strokeRect(x - half, y - half, 2 * half, 2 * half);
  }
  const sigma = sigmaOf(posterior.logvar);
  ellipse(marks, view, posterior.mu, sigma, 2, ink, 1.5);
}

/**
 * @param {Above} above
 * @param {Ink} ink
 * @param {Posterior} posterior
 * @param {Pair[]} places
 * @param {Pair | null} current
 * @param {number} share how far the newest draw has come on its way from mu to z
 */
function paintLens({ marks, view }, ink, posterior, places, current, share) {
  const sigma = sigmaOf(posterior.logvar);
  ellipse(marks, view, posterior.mu, sigma, 1, ink, 2.5);
  ellipse(marks, view, posterior.mu, sigma, 2, ink, 1.5);
  cloudOf(marks, view, ink, places, 2.4, 0.55);
  disc(marks, ...view.toScreen(posterior.mu), 4, ink.text, ink.ground);
  if (!current) return;
  const [m, n] = posterior.mu;
  const way = view.toScreen([m + share * (current[0] - m), n + share * (current[1] - n)]);
  marks.lineWidth = 2;
  marks.strokeStyle = ink.output;
  marks.beginPath();
  marks.moveTo(...view.toScreen(posterior.mu));
  marks.lineTo(...way);
  marks.stroke();
  disc(marks, ...way, 6, ink.output, ink.ground);
}
