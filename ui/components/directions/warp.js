// uses: shared/pixels.js

// What ae_core/images/transformations.py does to a digit and ae_core/images/moments.py measures of one, for one image
// of 28 x 28 in plain JavaScript: the same numbers as torch.

/** @param {Numbers} pixels */
function inkAndCentre(pixels) {
  let [ink, across, along] = [0, 0, 0];
  for (let row = 0, at = 0; row < SIDE; row++) {
    for (let column = 0; column < SIDE; column++, at++) {
      ink += pixels[at];
      across += pixels[at] * column;
      along += pixels[at] * row;
    }
  }
  const middle = (SIDE - 1) / 2;
  return ink > 1e-6 ? { ink, x: across / ink, y: along / ink } : { ink, x: middle, y: middle };
}

/**
 * The measured property of each transformation, in the order of ae_core.images.transformations.NAMES.
 * @param {Numbers} pixels
 */
function measure(pixels) {
  const { ink, x, y } = inkAndCentre(pixels);
  let [across, along, mixed] = [0, 0, 0];
  for (let row = 0, at = 0; row < SIDE; row++) {
    for (let column = 0; column < SIDE; column++, at++) {
      const value = pixels[at];
      across += value * (column - x) ** 2;
      along += value * (row - y) ** 2;
      mixed += value * (column - x) * (row - y);
    }
  }
  const total = Math.max(ink, 1e-6);
  return [x, y, Math.sqrt((across + along) / total), ink, -mixed / Math.max(along, 1e-6)];
}

/**
 * Twice as fine, bilinear, as torch's interpolate does it with align_corners=False.
 * @param {Numbers} pixels
 */
function finer(pixels) {
  const fine = new Float32Array(4 * SIDE * SIDE);
  /** @param {number} i */
  const place = (i) => {
    const at = Math.max((i + 0.5) / 2 - 0.5, 0);
    const low = Math.floor(at);
    return [low, Math.min(low + 1, SIDE - 1), at - low];
  };
  for (let row = 0; row < 2 * SIDE; row++) {
    const [up, down, v] = place(row);
    for (let column = 0; column < 2 * SIDE; column++) {
      const [left, right, u] = place(column);
      const top = pixels[SIDE * up + left] * (1 - u) + pixels[SIDE * up + right] * u;
      const bottom = pixels[SIDE * down + left] * (1 - u) + pixels[SIDE * down + right] * u;
      fine[2 * SIDE * row + column] = top * (1 - v) + bottom * v;
    }
  }
  return fine;
}

/**
 * @param {Numbers} pixels
 * @param {number} share how much of the way to one pixel thicker; below nought, thinner
 */
function thicken(pixels, share) {
  const fine = finer(pixels);
  const side = 2 * SIDE;
  const most = share > 0 ? Math.max : Math.min;
  const out = Float32Array.from(pixels);
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const at = side * row + column;
      let value = fine[at];
      if (column > 0) value = most(value, fine[at - 1]);
      if (column < side - 1) value = most(value, fine[at + 1]);
      if (row > 0) value = most(value, fine[at - side]);
      if (row < side - 1) value = most(value, fine[at + side]);
      out[SIDE * (row >> 1) + (column >> 1)] += (Math.abs(share) * (value - fine[at])) / 4;
    }
  }
  return out.map((value) => Math.min(Math.max(value, 0), 1));
}

/**
 * The sizes of one unit of each transformation, as ae_core.images.transformations has them.
 * @typedef {Record<"shift" | "zoom" | "stroke" | "slant", number>} Unit
 */

/**
 * The digit after so many units of each.
 * @param {Float32Array} pixels
 * @param {number[]} units right, down, zoom, stroke, slant
 * @param {Unit} unit
 */
function warp(pixels, [right, down, zoom, stroke, slant], unit) {
  const image = stroke ? thicken(pixels, stroke * unit.stroke) : pixels;
  if (!(right || down || zoom || slant)) return image;
  const { x, y } = inkAndCentre(image);
  const factor = unit.zoom ** zoom;
  const shear = unit.slant * slant;
  /** @type {(column: number, row: number) => number} */
  const inside = (column, row) =>
    (column >= 0 && row >= 0 && column < SIDE && row < SIDE ? image[SIDE * row + column] : 0);
  const out = new Float32Array(SIDE * SIDE);
  for (let row = 0, at = 0; row < SIDE; row++) {
    const fromRow = (row - y - unit.shift * down) / factor;
    const r = Math.floor(y + fromRow);
    const v = y + fromRow - r;
    for (let column = 0; column < SIDE; column++, at++) {
      const fromColumn = (column - x - unit.shift * right) / factor + shear * fromRow;
      const c = Math.floor(x + fromColumn);
      const u = x + fromColumn - c;
      out[at] = (inside(c, r) * (1 - u) + inside(c + 1, r) * u) * (1 - v)
        + (inside(c, r + 1) * (1 - u) + inside(c + 1, r + 1) * u) * v;
    }
  }
  return out;
}
