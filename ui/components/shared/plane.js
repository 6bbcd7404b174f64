// uses: shared/numbers.js

// The plane that shows a two-dimensional code: where a code lies on the screen, and what is painted there.

// Equal scales on both axes, since distances in the code are Euclidean. `warp` bends the plane (see warps.js); the view
// moves over the bent one. `home` is [x low, x high, y low, y high] there, and `reach` what one can go and zoom out to.
function makeView(home, warp, reach = home) {
  const view = { x: 0, y: 0, scale: 1, homeScale: 1, width: 1, height: 1 };
  view.fit = () => {
    view.homeScale = Math.min(view.width / (home[1] - home[0]), view.height / (home[3] - home[2]));
    view.scale = view.homeScale;
    view.x = (home[0] + home[1]) / 2;
    view.y = (home[2] + home[3]) / 2;
  };
  view.resize = (width, height) => {
    const zoom = view.scale / view.homeScale;
    const [x, y] = [view.x, view.y];
    const first = view.width === 1;
    Object.assign(view, { width, height });
    view.fit();
    if (!first) Object.assign(view, { x, y, scale: view.homeScale * zoom });
  };
  view.onScreen = ([x, y]) => [
    view.width / 2 + (x - view.x) * view.scale, view.height / 2 - (y - view.y) * view.scale,
  ];
  const underScreen = (left, top) => [
    view.x + (left - view.width / 2) / view.scale, view.y - (top - view.height / 2) / view.scale,
  ];
  view.toScreen = (z) => view.onScreen(z.map(warp.bend));
  view.toCode = (left, top) => underScreen(left, top).map(warp.unbend);
  const clamp = (v, low, high) => Math.min(Math.max(v, low), high);
  view.pan = (right, down) => {
    view.x = clamp(view.x - right / view.scale, reach[0], reach[1]);
    view.y = clamp(view.y + down / view.scale, reach[2], reach[3]);
  };
  // The code under (left, top) stays there.
  view.zoom = (factor, left, top) => {
    const [x, y] = underScreen(left, top);
    const all = Math.min(view.width / (reach[1] - reach[0]), view.height / (reach[3] - reach[2]));
    view.scale = clamp(view.scale * factor, Math.min(view.homeScale, all) / 2, view.homeScale * 60);
    view.x = clamp(x - (left - view.width / 2) / view.scale, reach[0], reach[1]);
    view.y = clamp(y + (top - view.height / 2) / view.scale, reach[2], reach[3]);
  };
  view.codesPerPixel = () => warp.slope / view.scale;
  view.zoomed = () => view.scale / view.homeScale;
  view.atHome = () => view.zoomed() === 1 && view.x === (home[0] + home[1]) / 2 && view.y === (home[2] + home[3]) / 2;
  return view;
}

// A dot as coverage 0..255, once for each quarter of a pixel that its middle may be off the grid.
function makeSprites(radius) {
  const side = 2 * Math.ceil(radius) + 3;
  const sprites = [];
  for (let part = 0; part < 16; part++) {
    const [offX, offY] = [(part % 4 + 0.5) / 4, (Math.floor(part / 4) + 0.5) / 4];
    const sprite = new Uint8Array(side * side);
    for (let i = 0; i < sprite.length; i++) {
      const middle = (side - 1) / 2;
      const distance = Math.hypot((i % side) + 0.5 - middle - offX, Math.floor(i / side) + 0.5 - middle - offY);
      sprite[i] = 255 * Math.min(Math.max(radius + 0.5 - distance, 0), 1);
    }
    sprites.push(sprite);
  }
  return { side, sprites };
}

// Paints ten thousand dots by hand into one image: a few milliseconds with or without a graphics card, where as many
// calls to a 2-D context take several frames.
function makeDots() {
  let image = null;
  let words = null;
  let stamp = { radius: 0 };

  function blend(at, colour, alpha) {
    const old = words[at];
    const oldAlpha = old >>> 24;
    if (!oldAlpha) {
      words[at] = (alpha << 24) | colour;
      return;
    }
    const under = (oldAlpha * (255 - alpha)) / 255;
    const total = alpha + under;
    const red = ((colour & 255) * alpha + (old & 255) * under) / total;
    const green = (((colour >> 8) & 255) * alpha + ((old >> 8) & 255) * under) / total;
    const blue = (((colour >> 16) & 255) * alpha + ((old >> 16) & 255) * under) / total;
    words[at] = (total << 24) | (blue << 16) | (green << 8) | red;
  }

  // colours: one word 0xBBGGRR a class.
  // places: the codes on the bent plane.
  return (context, view, ratio, { places, labels }, colours, { radius, opacity }) => {
    const { width, height } = context.canvas;
    if (!image || image.width !== width || image.height !== height) {
      image = context.createImageData(width, height);
      words = new Uint32Array(image.data.buffer);
    }
    words.fill(0);
    if (stamp.radius !== radius) stamp = { radius, ...makeSprites(radius) };
    const { side, sprites } = stamp;
    const reach = (side - 1) / 2;
    const scale = view.scale * ratio;
    const [left, top] = view.onScreen([0, 0]).map((v) => v * ratio - reach);
    for (let i = 0; i < labels.length; i++) {
      const x = left + places[2 * i] * scale;
      const y = top - places[2 * i + 1] * scale;
      const column = Math.floor(x);
      const row = Math.floor(y);
      if (column < 0 || row < 0 || column + side > width || row + side > height) continue;
      const sprite = sprites[4 * Math.floor((y - row) * 4) + Math.floor((x - column) * 4)];
      const colour = colours[labels[i]];
      for (let j = 0, at = 0; j < side; j++) {
        const line = (row + j) * width + column;
        for (let k = 0; k < side; k++, at++) {
          if (sprite[at]) blend(line + k, colour, (sprite[at] * opacity) | 0);
        }
      }
    }
    context.putImageData(image, 0, 0);
  };
}

function niceStep(span) {
  const rough = 10 ** Math.floor(Math.log10(span));
  return [1, 2, 5, 10].map((m) => m * rough).find((step) => span <= step) ?? 10 * rough;
}

// Quiet lines at round numbers, those of the axes a little stronger, and circles of a standard normal prior.
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

// The numbers stand above everything that is painted, with the ground's colour around them.
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

function outlined(context, text, x, y, ink, width, colour = ink.quiet) {
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = width;
  context.strokeStyle = ink.ground;
  context.strokeText(text, x, y);
  context.fillStyle = colour;
  context.fillText(text, x, y);
}

// The least rectangle around all codes and `home`.
function reachOf({ codes }, home) {
  const reach = [...home];
  for (let i = 0; i < codes.length; i++) {
    const low = i % 2 ? 2 : 0;
    reach[low] = Math.min(reach[low], codes[i]);
    reach[low + 1] = Math.max(reach[low + 1], codes[i]);
  }
  return reach;
}

// How many codes lie outside the screen.
function countBeyond({ places }, view) {
  let count = 0;
  for (let i = 0; i < places.length; i += 2) {
    const [x, y] = view.onScreen([places[i], places[i + 1]]);
    count += x < 0 || y < 0 || x > view.width || y > view.height;
  }
  return count;
}

// Where each class is named: the median of its codes.
function classPlaces({ codes, labels }) {
  const members = Array.from({ length: 10 }, () => [[], []]);
  for (let i = 0; i < labels.length; i++) {
    members[labels[i]]?.[0].push(codes[2 * i]);
    members[labels[i]]?.[1].push(codes[2 * i + 1]);
  }
  const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];
  return members.map((axes) => axes.map(median));
}
