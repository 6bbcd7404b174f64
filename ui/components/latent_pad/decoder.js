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

// out = weight input + bias, four rows at a time: each input is loaded once for four outputs.
function affine(weight, bias, input, out) {
  const columns = input.length;
  const whole = out.length - (out.length % 4);
  for (let row = 0; row < whole; row += 4) {
    let at = row * columns;
    let a = bias[row];
    let b = bias[row + 1];
    let c = bias[row + 2];
    let d = bias[row + 3];
    for (let i = 0; i < columns; i++, at++) {
      const v = input[i];
      a += v * weight[at];
      b += v * weight[at + columns];
      c += v * weight[at + 2 * columns];
      d += v * weight[at + 3 * columns];
    }
    out[row] = a;
    out[row + 1] = b;
    out[row + 2] = c;
    out[row + 3] = d;
  }
  for (let row = whole; row < out.length; row++) {
    let sum = bias[row];
    for (let i = 0; i < columns; i++) sum += input[i] * weight[row * columns + i];
    out[row] = sum;
  }
}

// A decoder blob -> decode(z) -> Float32Array of the pixels in [0, 1]; the same array is reused by the next call.
function makeDecoder(blob) {
  const layers = [];
  for (let i = 0; i < blob.layers; i++) {
    const bias = blob[`bias${i}`];
    layers.push({ weight: blob[`weight${i}`], bias, out: new Float32Array(bias.length) });
  }
  const between = FUNCTIONS[blob.activation];
  const last = OUTPUTS[blob.output];
  return (z) => {
    let values = z;
    layers.forEach(({ weight, bias, out }, i) => {
      affine(weight, bias, values, out);
      if (i < layers.length - 1) { if (between) apply(out, between); } else apply(out, last);
      values = out;
    });
    return values;
  };
}

// Pixels in [0, 1] into the RGBA bytes of an image of the given width, with their corner at (left, top).
function writeDigit(pixels, rgba, width, left, top) {
  for (let y = 0; y < 28; y++) {
    let at = 4 * ((top + y) * width + left);
    for (let x = 0; x < 28; x++, at += 4) {
      rgba[at] = rgba[at + 1] = rgba[at + 2] = Math.round(pixels[28 * y + x] * 255);
      rgba[at + 3] = 255;
    }
  }
}
