// uses: shared/numbers.js

// The plane that shows a two-dimensional code: where a code lies on the screen, and what is painted there.

/**
 * Where the bent plane lies on the screen: (x, y) of it is in the middle, and `scale` pixels show one unit.
 * @typedef {object} View
 * @property {number} x
 * @property {number} y
 * @property {number} scale
 * @property {number} homeScale the scale at which all of home is seen
 * @property {number} width in CSS pixels
 * @property {number} height
 * @property {() => void} fit shows home
 * @property {(width: number, height: number) => void} resize
 * @property {(place: Pair) => Pair} onScreen where a place of the bent plane is seen
 * @property {(z: Pair) => Pair} toScreen where a code is seen
 * @property {(left: number, top: number) => Pair} toCode the code that is seen there
 * @property {(right: number, down: number) => void} pan
 * @property {(factor: number, left: number, top: number) => void} zoom what is seen at (left, top) stays there
 * @property {() => number} codesPerPixel
 * @property {() => number} zoomed how much larger than at home
 * @property {() => boolean} atHome
 */

/**
 * Codes of two numbers, one pair after the other, and a class for each.
 * @typedef {{ codes: Float32Array, labels: Uint8Array }} Coded
 */

/**
 * A class: its colour, the colour of text on it, its name.
 * @typedef {[colour: string, text: string, name: string]} Badge
 */

/**
 * Equal scales on both axes, since distances in the code are Euclidean. The view moves over the bent plane.
 * @param {Extent} home what it shows at first, on the bent plane
 * @param {Warp} warp bends the plane
 * @param {Extent} [reach] what one can go and zoom out to
 */
function makeView(home, warp, reach = home) {
  const middle = [(home[0] + home[1]) / 2, (home[2] + home[3]) / 2];
  /** @type {(v: number, low: number, high: number) => number} */
  const clamp = (v, low, high) => Math.min(Math.max(v, low), high);
  /** @type {(left: number, top: number) => Pair} */
  const underScreen = (left, top) => [
    view.x + (left - view.width / 2) / view.scale, view.y - (top - view.height / 2) / view.scale,
  ];
  /** @type {View} */
  const view = {
    x: 0,
    y: 0,
    scale: 1,
    homeScale: 1,
    width: 1,
    height: 1,
    fit() {
      view.homeScale = Math.min(view.width / (home[1] - home[0]), view.height / (home[3] - home[2]));
      view.scale = view.homeScale;
      [view.x, view.y] = middle;
    },
    resize(width, height) {
      const zoom = view.scale / view.homeScale;
      const [x, y] = [view.x, view.y];
      const first = view.width === 1;
      Object.assign(view, { width, height });
      view.fit();
      if (!first) Object.assign(view, { x, y, scale: view.homeScale * zoom });
    },
    onScreen: ([x, y]) => [
      view.width / 2 + (x - view.x) * view.scale, view.height / 2 - (y - view.y) * view.scale,
    ],
    toScreen: ([x, y]) => view.onScreen([warp.bend(x), warp.bend(y)]),
    toCode(left, top) {
      const [x, y] = underScreen(left, top);
      return [warp.unbend(x), warp.unbend(y)];
    },
    pan(right, down) {
      view.x = clamp(view.x - right / view.scale, reach[0], reach[1]);
      view.y = clamp(view.y + down / view.scale, reach[2], reach[3]);
    },
    zoom(factor, left, top) {
      const [x, y] = underScreen(left, top);
      const all = Math.min(view.width / (reach[1] - reach[0]), view.height / (reach[3] - reach[2]));
      view.scale = clamp(view.scale * factor, Math.min(view.homeScale, all) / 2, view.homeScale * 60);
      view.x = clamp(x - (left - view.width / 2) / view.scale, reach[0], reach[1]);
      view.y = clamp(y + (top - view.height / 2) / view.scale, reach[2], reach[3]);
    },
    codesPerPixel: () => warp.slope / view.scale,
    zoomed: () => view.scale / view.homeScale,
    atHome: () => view.zoomed() === 1 && view.x === middle[0] && view.y === middle[1],
  };
  return view;
}

/** @param {number} span */
function niceStep(span) {
  const rough = 10 ** Math.floor(Math.log10(span));
  return [1, 2, 5, 10].map((m) => m * rough).find((step) => span <= step) ?? 10 * rough;
}

/**
 * Where the axes' numbers stand: every `step`, with so many `digits`, between two corners.
 * @typedef {{ step: number, digits: number, low: Pair, high: Pair }} Ticks
 */

/**
 * Quiet lines at round numbers, those of the axes a little stronger, and circles of a standard normal prior.
 * @param {CanvasRenderingContext2D} context
 * @param {View} view
 * @param {Ink} ink
 * @param {boolean} prior
 * @returns {Ticks}
 */
function paintAxes(context, view, ink, prior) {
  const step = niceStep(80 * view.codesPerPixel());
  const digits = Math.max(0, -Math.floor(Math.log10(step)));
  const [low, high] = [view.toCode(0, view.height), view.toCode(view.width, 0)];
  context.lineWidth = 1;
  context.font = `11px ${ink.font}`;
  for (const axis of [0, 1]) {
    for (let k = Math.ceil(low[axis] / step); k * step <= high[axis]; k++) {
      const at = Math.round(view.toScreen([k * step, k * step])[axis]) + 0.5;
      context.strokeStyle = ink.line;
      context.globalAlpha = k === 0 ? 1 : 0.55;
      context.beginPath();
      context.moveTo(axis ? 0 : at, axis ? at : 0);
      context.lineTo(axis ? view.width : at, axis ? at : view.height);
      context.stroke();
    }
  }
  context.globalAlpha = 0.8;
  context.strokeStyle = ink.code;
  context.setLineDash([2, 5]);
  for (const radius of prior ? [1, 2, 3] : []) {
    context.beginPath();
    for (let angle = 0; angle < 2 * Math.PI; angle += Math.PI / 90) {
      context.lineTo(...view.toScreen([radius * Math.cos(angle), radius * Math.sin(angle)]));
    }
    context.closePath();
    context.stroke();
  }
  context.setLineDash([]);
  context.globalAlpha = 1;
  return { step, digits, low, high };
}

/**
 * The numbers stand above everything that is painted, with the ground's colour around them.
 * @param {CanvasRenderingContext2D} context
 * @param {View} view
 * @param {Ink} ink
 * @param {Ticks} ticks
 */
function paintTicks(context, view, ink, { step, digits, low, high }) {
  context.font = `11px ${ink.font}`;
  for (const axis of [0, 1]) {
    context.textAlign = axis ? "left" : "center";
    let last = -Infinity;   // on a bent plane the outer numbers come too close to be read
    for (let k = Math.ceil(low[axis] / step); k * step <= high[axis]; k++) {
      const at = view.toScreen([k * step, k * step])[axis];
      if (axis ? at < 12 || at > view.height - 24 : at < 40 || at > view.width - 14) continue;
      if (Math.abs(at - last) < (axis ? 18 : 34)) continue;
      last = at;
      outlined(context, withMinus((k * step).toFixed(digits)), axis ? 6 : at, axis ? at : view.height - 9, ink, 3);
    }
  }
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {string} text
 * @param {number} x
 * @param {number} y
 * @param {Ink} ink
 * @param {number} width of the outline
 * @param {string} [colour]
 */
function outlined(context, text, x, y, ink, width, colour = ink.quiet) {
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = width;
  context.strokeStyle = ink.ground;
  context.strokeText(text, x, y);
  context.fillStyle = colour;
  context.fillText(text, x, y);
}

/**
 * The least rectangle around all codes and `home`.
 * @param {{ codes: Numbers }} coded
 * @param {Extent} home
 */
function reachOf({ codes }, home) {
  /** @type {Extent} */
  const reach = [...home];
  for (let i = 0; i < codes.length; i++) {
    const low = i % 2 ? 2 : 0;
    reach[low] = Math.min(reach[low], codes[i]);
    reach[low + 1] = Math.max(reach[low + 1], codes[i]);
  }
  return reach;
}

/**
 * How many codes lie outside the screen.
 * @param {{ places: Numbers }} codes on the bent plane
 * @param {View} view
 */
function countBeyond({ places }, view) {
  let count = 0;
  for (let i = 0; i < places.length; i += 2) {
    const [x, y] = view.onScreen([places[i], places[i + 1]]);
    if (x < 0 || y < 0 || x > view.width || y > view.height) count++;
  }
  return count;
}

/**
 * Where each class is named: the median of its codes.
 * @param {{ codes: Numbers, labels: Numbers }} coded
 */
function classPlaces({ codes, labels }) {
  const members = Array.from({ length: 10 }, () => /** @type {[number[], number[]]} */ ([[], []]));
  for (let i = 0; i < labels.length; i++) {
    members[labels[i]]?.[0].push(codes[2 * i]);
    members[labels[i]]?.[1].push(codes[2 * i + 1]);
  }
  /** @param {number[]} values */
  const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
  return members.map(([across, along]) => /** @type {Pair} */ ([median(across), median(along)]));
}
