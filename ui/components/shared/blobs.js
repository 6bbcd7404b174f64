// Blobs from ae_core/browser.py: where the page keeps them (ui/components/blob) and what is in them.

// The bytes that came under this name; undefined while they are on their way.
const blobNamed = (name) => globalThis.labBlobs?.get(name);

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
