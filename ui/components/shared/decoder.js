// The decoder of a fully connected net in plain JavaScript.

/**
 * What `decoder_blob` in ae_core/browser.py packs: beside this "weight0", "bias0" and so on.
 * @typedef {Packed & { layers: number, activation: string, output: string }} DecoderBlob
 */

/**
 * From a code to its pixels; the same array is reused by the next call.
 * @typedef {(z: Numbers) => Float32Array} Decode
 */

/** @param {number} v */
const sigmoid = (v) => 1 / (1 + Math.exp(-v));
/** @type {Record<string, ((v: number) => number) | null>} */
const FUNCTIONS = {
  identity: null,
  silu: (v) => v / (1 + Math.exp(-v)),
  relu: (v) => (v > 0 ? v : 0),
  tanh: Math.tanh,
  sigmoid,
};
/** @type {Record<string, (v: number) => number>} */
const OUTPUTS = {
  clip: (v) => (v < 0 ? 0 : v > 1 ? 1 : v),
  sigmoid,
  tanh: (v) => (Math.tanh(v) + 1) / 2,
  identity: (v) => v,   // for whoever wants what comes before the last function
};

/**
 * @param {Float32Array} values are changed in place
 * @param {(v: number) => number} change
 */
function apply(values, change) {
  for (let i = 0; i < values.length; i++) values[i] = change(values[i]);
}

const ROWS = 4;   // of a weight matrix that are worked on together: each input is loaded once for all of them

/**
 * The weights in the order in which they are used, ROWS rows side by side; rows of noughts fill up the last block.
 * @param {Numbers} weight
 * @param {number} rows
 * @param {number} columns
 */
function interleave(weight, rows, columns) {
  const out = new Float32Array(Math.ceil(rows / ROWS) * ROWS * columns);
  for (let row = 0; row < rows; row++) {
    const start = (row - (row % ROWS)) * columns + (row % ROWS);
    for (let i = 0; i < columns; i++) out[start + ROWS * i] = weight[row * columns + i];
  }
  return out;
}

/**
 * out = weight input + bias, for interleaved weights; bias and out are filled up to whole blocks too.
 * @param {Float32Array} weight
 * @param {Float32Array} bias
 * @param {Float32Array | Float64Array} input
 * @param {number} columns
 * @param {Float32Array} out
 */
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

/**
 * Its pixels are in [0, 1], but for the output "identity".
 * @param {DecoderBlob} blob
 * @returns {Decode}
 */
function makeDecoder(blob) {
  const layers = Array.from({ length: blob.layers }, (_, i) => {
    const rows = blob[`bias${i}`].length;
    const columns = blob[`weight${i}`].length / rows;
    const bias = new Float32Array(Math.ceil(rows / ROWS) * ROWS);
    bias.set(blob[`bias${i}`]);
    const weight = interleave(blob[`weight${i}`], rows, columns);
    return { weight, bias, columns, out: new Float32Array(bias.length), rows };
  });
  const between = FUNCTIONS[blob.activation];
  const last = OUTPUTS[blob.output];
  const { out: ends, rows: size } = layers[layers.length - 1];
  const pixels = ends.subarray(0, size);
  const code = new Float64Array(layers[0].columns);
  return (z) => {
    code.set(z);
    /** @type {Float32Array | Float64Array} */
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
