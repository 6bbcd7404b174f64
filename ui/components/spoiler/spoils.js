// uses: shared/pixels.js

// ae_core.images.corruption once more, for one picture of 28 x 28: the same arithmetic on the same noise in single
// precision, so what is shown while the slider moves is what the networks get.

/**
 * What is done to the picture.
 * @typedef {{ kind: string, strength: number, seed: number, top: number, left: number }} Spoil
 */

/** @type {Record<string, (x: Float32Array, fields: Float32Array[], spoil: Spoil) => Float32Array>} */
const SPOILS = {
  dropout: (x, [u], { strength }) => x.map((v, i) => (u[i] >= Math.fround(strength) ? v : 0)),
  gaussian: (x, [n], { strength }) => x.map((v, i) => v + Math.fround(Math.fround(strength) * n[i])),
  salt_and_pepper: (x, [u, coin], { strength }) =>
    x.map((v, i) => (u[i] < Math.fround(strength) ? Number(coin[i] < 0.5) : v)),
  patch: (x, _fields, { strength, top, left }) => x.map((v, i) => {
    const [row, column] = [Math.floor(i / SIDE), i % SIDE];
    const inside = row >= top && row < top + strength && column >= left && column < left + strength;
    return inside ? 0 : v;
  }),
  downsample: (x, _fields, { strength: side }) => {
    const sums = new Float64Array(SIDE * SIDE);
    /** @param {number} i */
    const square = (i) => Math.floor(Math.floor(i / SIDE) / side) * SIDE + Math.floor((i % SIDE) / side);
    x.forEach((v, i) => { sums[square(i)] += v; });
    return x.map((_v, i) => sums[square(i)] / side ** 2);
  },
};
/**
 * How many fields of noise each takes.
 * @type {Record<string, number>}
 */
const DRAWS = { dropout: 1, gaussian: 1, salt_and_pepper: 2, patch: 0, downsample: 0 };

/** @param {string} text base64 of float32 */
function unpackFloats(text) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return new Float32Array(bytes.buffer);
}
