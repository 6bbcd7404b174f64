// Blobs from ae_core/browser.py: where the page keeps them (ui/components/blob) and what is in them.

/**
 * Some numbers, whatever keeps them.
 * @typedef {ArrayLike<number>} Numbers
 */

/**
 * What a blob holds: its header's values and its arrays under their names. Whoever reads one says which they are.
 * @typedef {Record<string, any>} Packed
 */

/**
 * The bytes that came under this name; undefined while they are on their way.
 * @param {string} name
 */
const blobNamed = (name) => globalThis.labBlobs?.get(name);

/** @param {number} half the bits of a float16 */
function widenHalf(half) {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >> 10) & 31;
  const fraction = half & 1023;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** @type {Float32Array | null} */
let halfTable = null;

/** @param {Uint16Array} halves */
function widen(halves) {
  halfTable ??= Float32Array.from({ length: 65536 }, (_, half) => widenHalf(half));
  const out = new Float32Array(halves.length);
  for (let i = 0; i < halves.length; i++) out[i] = halfTable[halves[i]];
  return out;
}

/** @type {Record<string, typeof Uint16Array | typeof Float32Array | typeof Uint8Array>} */
const ARRAY_TYPES = { float16: Uint16Array, float32: Float32Array, uint8: Uint8Array };

/**
 * What one blob holds, or several in a row.
 * @param {Uint8Array<ArrayBuffer>} bytes
 */
function readBlobs(bytes) {
  // A copy starts at an aligned address, which typed arrays need.
  const buffer = bytes.slice().buffer;
  const view = new DataView(buffer);
  /** @type {Packed[]} */
  const blobs = [];
  for (let start = 0; start < buffer.byteLength;) {
    if (view.getUint32(start, false) !== 0x41454c42 || view.getUint32(start + 4, true) !== 1) {
      throw new Error("not a blob of this version");
    }
    const headerBytes = view.getUint32(start + 8, true);
    const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, start + 16, headerBytes)));
    /** @type {Packed} */
    const blob = { ...header };
    for (const { name, dtype, shape, offset } of header.arrays) {
      const array = new ARRAY_TYPES[dtype](buffer, start + offset, shape.reduce((/** @type {number} */ a, /** @type {number} */ b) => a * b, 1));
      blob[name] = array instanceof Uint16Array ? widen(array) : array;
    }
    blobs.push(blob);
    start += view.getUint32(start + 12, true);
  }
  return blobs;
}
