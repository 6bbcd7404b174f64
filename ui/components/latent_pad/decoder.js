// Blobs from ae_core/browser.py, and the decoder of a fully connected net in plain JavaScript.

function widenHalf(half) {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >> 10) & 31;
  const fraction = half & 1023;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

let halfTable = null;
function widen(halves) {
  halfTable ??= Float32Array.from({ length: 65536 }, (_, half) => widenHalf(half));
  const out = new Float32Array(halves.length);
  for (let i = 0; i < halves.length; i++) out[i] = halfTable[halves[i]];
  return out;
}

const ARRAY_TYPES = { float16: Uint16Array, float32: Float32Array, uint8: Uint8Array };

// Uint8Array of one blob or several in a row -> [{ header..., name of an array: typed array, ... }].
function readBlobs(bytes) {
  // A copy starts at an aligned address, which typed arrays need.
  const buffer = bytes.slice().buffer;
  const view = new DataView(buffer);
  const blobs = [];
  for (let start = 0; start < buffer.byteLength;) {
    if (view.getUint32(start, false) !== 0x41454c42 || view.getUint32(start + 4, true) !== 1) {
      throw new Error("not a blob of this version");
    }
    const headerBytes = view.getUint32(start + 8, true);
    const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, start + 16, headerBytes)));
    const blob = { ...header };
    for (const { name, dtype, shape, offset } of header.arrays) {
      const array = new ARRAY_TYPES[dtype](buffer, start + offset, shape.reduce((a, b) => a * b, 1));
      blob[name] = dtype === "float16" ? widen(array) : array;
    }
    blobs.push(blob);
    start += view.getUint32(start + 12, true);
  }
  return blobs;
}

const sigmoid = (v) => 1 / (1 + Math.exp(-v));
const FUNCTIONS = {
  identity: null,
  silu: (v) => v / (1 + Math.exp(-v)),
  relu: (v) => (v > 0 ? v : 0),
  tanh: Math.tanh,
  sigmoid,
};
const OUTPUTS = {
  clip: (v) => (v < 0 ? 0 : v > 1 ? 1 : v),
  sigmoid,
  tanh: (v) => (Math.tanh(v) + 1) / 2,
  identity: (v) => v,   // for whoever wants what comes before the last function
};

function apply(values, change) {
  for (let i = 0; i < values.length; i++) values[i] = change(values[i]);
}

const ROWS = 4;   // of a weight matrix that are worked on together: each input is loaded once for all of them

// The weights in the order in which they are used, ROWS rows side by side; rows of noughts fill up the last block.
function interleave(weight, rows, columns) {
  const out = new Float32Array(Math.ceil(rows / ROWS) * ROWS * columns);
  for (let row = 0; row < rows; row++) {
    const start = (row - (row % ROWS)) * columns + (row % ROWS);
    for (let i = 0; i < columns; i++) out[start + ROWS * i] = weight[row * columns + i];
  }
  return out;
}

// out = weight input + bias, for interleaved weights; bias and out are filled up to whole blocks too.
function affine(weight, bias, input, columns, out) {
  let at = 0;
  for (let row = 0; row < out.length; row += ROWS) {
    let a = bias[row];
    let b = bias[row + 1];
    let c = bias[row + 2];
    let d = bias[row + 3];
    for (let i = 0; i < columns; i++, at += ROWS) {
      const v = input[i];
      a += v * weight[at];
      b += v * weight[at + 1];
      c += v * weight[at + 2];
      d += v * weight[at + 3];
    }
    out[row] = a;
    out[row + 1] = b;
    out[row + 2] = c;
    out[row + 3] = d;
  }
}

// A decoder blob -> decode(z) -> Float32Array of the pixels in [0, 1]; the same array is reused by the next call.
function makeDecoder(blob) {
  const layers = [];
  for (let i = 0; i < blob.layers; i++) {
    const rows = blob[`bias${i}`].length;
    const columns = blob[`weight${i}`].length / rows;
    const bias = new Float32Array(Math.ceil(rows / ROWS) * ROWS);
    bias.set(blob[`bias${i}`]);
    const weight = interleave(blob[`weight${i}`], rows, columns);
    layers.push({ weight, bias, columns, out: new Float32Array(bias.length), rows });
  }
  const between = FUNCTIONS[blob.activation];
  const last = OUTPUTS[blob.output];
  const pixels = layers.at(-1).out.subarray(0, layers.at(-1).rows);
  const code = new Float64Array(layers[0].columns);
  return (z) => {
    code.set(z);
    let values = code;
    for (let i = 0; i < layers.length; i++) {
      const { weight, bias, columns, out } = layers[i];
      affine(weight, bias, values, columns, out);
      if (i === layers.length - 1) apply(out, last);
      else if (between) apply(out, between);
      values = out;
    }
    return pixels;
  };
}

// Pixels from 0 to `white` into the RGBA bytes of an image of the given width, with their corner at (left, top).
function writeDigit(pixels, rgba, width, left, top, white = 1) {
  for (let y = 0; y < 28; y++) {
    let at = 4 * ((top + y) * width + left);
    for (let x = 0; x < 28; x++, at += 4) {
      rgba[at] = rgba[at + 1] = rgba[at + 2] = Math.round((pixels[28 * y + x] / white) * 255);
      rgba[at + 3] = 255;
    }
  }
}
