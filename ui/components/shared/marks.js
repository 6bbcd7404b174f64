// uses: shared/plane.js

// What stands on top of the plane: names of the classes, the path, the pinned code, the drawing.

const BADGE = 22;   // height of a class's name

/**
 * Moves discs apart that would cover each other, as little as that takes; ellipses, where `widths` say how wide they are.
 * @param {Pair[]} places are changed in place
 * @param {number} distance
 * @param {number[]} [widths]
 */
function apart(places, distance, widths = places.map(() => distance)) {
  for (let round = 0; round < 12; round++) {
    places.forEach((one, i) => places.slice(i + 1).forEach((other, j) => {
      const wide = (widths[i] + widths[i + 1 + j]) / 2;
      const [x, y] = [other[0] - one[0], other[1] - one[1] || 0.01];
      const gap = Math.hypot(x / wide, y / distance);
      if (gap >= 1) return;
      const push = (1 - gap) / 2 / gap;
      one[0] -= x * push;
      one[1] -= y * push;
      other[0] += x * push;
      other[1] += y * push;
    }));
  }
  return places;
}

/**
 * Each class in its colour, as its badge is everywhere in the lab: a digit on a disc, a word on a pill.
 * @param {CanvasRenderingContext2D} context
 * @param {View} view
 * @param {Ink} ink
 * @param {Pair[]} places
 * @param {Badge[]} badges
 */
function paintNames(context, view, ink, places, badges) {
  const spelt = badges.some(([, , name]) => name.length > 1);
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.font = spelt ? `600 12px ${ink.font}` : `700 14px ${ink.font}`;
  const widths = badges.map(([, , name]) => (spelt ? context.measureText(name).width + 14 : BADGE));
  apart(places.map(view.toScreen), BADGE + 1, widths.map((width) => width + 1)).forEach(([x, y], label) => {
    const [colour, text, name] = badges[label];
    context.beginPath();
    context.roundRect(x - widths[label] / 2, y - BADGE / 2, widths[label], BADGE, BADGE / 2);
    fillWithEdge(context, colour, ink.ground);
    context.fillStyle = text;
    context.fillText(name, x, y + 1);
  });
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {View} view
 * @param {Ink} ink
 * @param {Pair[]} path
 */
function paintPath(context, view, ink, path) {
  context.lineJoin = context.lineCap = "round";
  for (const [width, colour] of /** @type {[number, string][]} */ ([[6, ink.ground], [2.5, ink.code]])) {
    context.lineWidth = width;
    context.strokeStyle = colour;
    context.beginPath();
    path.forEach((z, i) => context[i ? "lineTo" : "moveTo"](...view.toScreen(z)));
    context.stroke();
  }
  for (const z of [path[0], path[path.length - 1]]) disc(context, ...view.toScreen(z), 4, ink.code, ink.ground);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} x
 * @param {number} y
 * @param {number} radius
 * @param {string} fill
 * @param {string} edge
 */
function disc(context, x, y, radius, fill, edge) {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  fillWithEdge(context, fill, edge);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {string} fill
 * @param {string} edge
 */
function fillWithEdge(context, fill, edge) {
  context.fillStyle = fill;
  context.fill();
  context.lineWidth = 2;
  context.strokeStyle = edge;
  context.stroke();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {View} view
 * @param {Ink} ink
 * @param {Pair} z
 */
function paintPin(context, view, ink, z) {
  const [x, y] = view.toScreen(z);
  disc(context, x, y, 8, ink.code, ink.ground);
  disc(context, x, y, 2, ink.ground, ink.ground);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {View} view
 * @param {Ink} ink
 * @param {Pair} z
 * @param {string} name
 */
function paintDrawing(context, view, ink, z, name) {
  const [x, y] = view.toScreen(z);
  context.save();
  context.translate(x, y);
  context.rotate(Math.PI / 4);
  context.fillStyle = ink.input;
  context.strokeStyle = ink.ground;
  context.lineWidth = 2;
  context.fillRect(-7, -7, 14, 14);
  context.strokeRect(-7, -7, 14, 14);
  context.restore();
  context.textAlign = "center";
  context.font = `600 13px ${ink.font}`;
  outlined(context, name, x, y - 20, ink, 4, ink.input);
}

/**
 * How many codes the map at home leaves out, beside the button that zooms out.
 * @param {CanvasRenderingContext2D} context
 * @param {View} view
 * @param {Ink} ink
 * @param {string} text
 */
function paintBeyond(context, view, ink, text) {
  const [right, middle] = [view.width - 46, 53];
  context.textAlign = "right";
  context.textBaseline = "middle";
  context.font = `12px ${ink.font}`;
  const width = context.measureText(text).width + 12;
  context.globalAlpha = 0.85;
  context.fillStyle = ink.ground;
  context.beginPath();
  context.roundRect(right - width, middle - 11, width, 22, 6);
  context.fill();
  context.globalAlpha = 1;
  context.fillStyle = ink.quiet;
  context.fillText(text, right - 6, middle + 1);
}

/**
 * From clear to full: what the colour of a ground means.
 * @param {CanvasRenderingContext2D} context
 * @param {View} view
 * @param {Ink} ink
 * @param {{ colour: string, text: string }} legend
 */
function paintLegend(context, view, ink, { colour, text }) {
  const [x, y, width] = [view.width - 132, view.height - 40, 120];
  const shade = context.createLinearGradient(x, 0, x + width, 0);
  shade.addColorStop(0, ink.ground);
  shade.addColorStop(1, colour);
  context.fillStyle = shade;
  context.fillRect(x, y, width, 8);
  context.strokeStyle = ink.quiet;
  context.lineWidth = 1;
  context.strokeRect(x + 0.5, y + 0.5, width - 1, 7);
  context.font = `12px ${ink.font}`;
  context.textAlign = "center";
  outlined(context, `|z − f(g(z))|  ${text}`, x + width / 2, y - 10, ink, 4, ink.text);
}
