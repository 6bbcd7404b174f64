// uses: shared/decoder.js, shared/pixels.js, cloud/draws.js, cloud/numbers.js

// The decoded draws: each is computed once, a few at a time, and painted into its cell of a ten by ten grid.

const CELLS = 100;
const DECODE_MS = 8;          // of a frame

/**
 * What draws are made of: the digit, its posterior, a seed.
 * @typedef {{ posterior: Posterior, x: Float32Array, seed: number }} Origin
 */

/**
 * @param {CanvasRenderingContext2D} context of the grid's canvas, 280 x 280
 * @param {Decode} decodeLogits of the model
 */
function makeSamples(context, decodeLogits) {
  const tile = context.createImageData(28, 28);
  const sum = new Float64Array(784);
  const pixels = new Float32Array(784);
  /** @type {Pair[]} */
  let places = [];
  /** @type {number[]} */
  let losses = [];
  /** @type {Origin} */
  let from = { posterior: { mu: [0, 0], logvar: [0, 0] }, x: new Float32Array(784), seed: 0 };
  let key = "";

  // The old pictures stand until the new ones cover them: nothing flashes while one draws.
  function forget() {
    places = [];
    losses = [];
    sum.fill(0);
  }
  return {
    places: () => places,
    count: () => losses.length,
    /** @param {Pair} z */
    pixelsOf(z) {
      const logits = decodeLogits(z);
      for (let i = 0; i < 784; i++) pixels[i] = sigmoid(logits[i]);
      return pixels;
    },
    /** @param {Pair} z */
    lossOf: (z) => crossEntropy(decodeLogits(z), from.x),
    /**
     * Everything is made anew where the digit, its posterior or the seed is another one.
     * @param {Origin} other
     */
    about(other) {
      const fresh = JSON.stringify([other.posterior.mu, other.posterior.logvar, other.seed, Array.from(other.x)]);
      if (fresh === key) return;
      key = fresh;
      from = other;
      forget();
    },
    clear() {
      forget();
      context.fillStyle = "#000";
      context.fillRect(0, 0, 280, 280);
    },
    /**
     * Decodes up to `count` draws; false while there is more to do.
     * @param {number} count
     * @param {number} deadline
     */
    work(count, deadline) {
      // Where the draws lie is known long before they are decoded.
      for (let k = places.length; k < count; k++) places.push(numbersOf(from.posterior, epsilonAt(from.seed, k)).z);
      while (losses.length < count && performance.now() < deadline) {
        const k = losses.length;
        const logits = decodeLogits(places[k]);
        losses.push(crossEntropy(logits, from.x));
        for (let i = 0; i < 784; i++) {
          pixels[i] = sigmoid(logits[i]);
          sum[i] += pixels[i];
        }
        writeDigit(pixels, tile.data, 28, 0, 0);
        context.putImageData(tile, 28 * (k % 10), 28 * Math.floor((k % CELLS) / 10));
      }
      return losses.length >= count;
    },
    mean: () => sum.map((v) => v / Math.max(losses.length, 1)),
    meanLoss: () => losses.reduce((a, b) => a + b, 0) / losses.length,
  };
}
