// uses: shared/decoder.js, shared/pixels.js, cloud/draws.js, cloud/numbers.js

// The decoded draws: each is computed once, a few at a time, and painted into its cell of a ten by ten grid.

const CELLS = 100;
const DECODE_MS = 8;          // of a frame

// context: of the grid's canvas, 280 x 280. decodeLogits: of the model.
function makeSamples(context, decodeLogits) {
  const tile = context.createImageData(28, 28);
  const samples = { places: [], losses: [], sum: new Float64Array(784) };
  const pixels = new Float32Array(784);
  let key = "";
  let work = null;

  samples.pixelsOf = (z) => {
    const logits = decodeLogits(z);
    for (let i = 0; i < 784; i++) pixels[i] = sigmoid(logits[i]);
    return pixels;
  };
  samples.lossOf = (z) => crossEntropy(decodeLogits(z), work.x);

  // Everything is made anew where the digit, its posterior or the seed is another one.
  samples.about = (posterior, x, seed) => {
    const fresh = JSON.stringify([posterior.mu, posterior.logvar, seed, Array.from(x)]);
    if (fresh === key) return;
    key = fresh;
    work = { posterior, x, seed };
    forget();
  };
  // The old pictures stand until the new ones cover them: nothing flashes while one draws.
  const forget = () => {
    samples.places = [];
    samples.losses = [];
    samples.sum.fill(0);
  };
  samples.clear = () => {
    forget();
    context.fillStyle = "#000";
    context.fillRect(0, 0, 280, 280);
  };
  // Decodes up to `count` draws; false while there is more to do.
  samples.work = (count, deadline) => {
    // Where the draws lie is known long before they are decoded.
    for (let k = samples.places.length; k < count; k++) {
      samples.places.push(numbersOf(work.posterior, epsilonAt(work.seed, k)).z);
    }
    while (samples.losses.length < count && performance.now() < deadline) {
      const k = samples.losses.length;
      const logits = decodeLogits(samples.places[k]);
      samples.losses.push(crossEntropy(logits, work.x));
      for (let i = 0; i < 784; i++) {
        pixels[i] = sigmoid(logits[i]);
        samples.sum[i] += pixels[i];
      }
      writeDigit(pixels, tile.data, 28, 0, 0);
      context.putImageData(tile, 28 * (k % 10), 28 * Math.floor((k % CELLS) / 10));
    }
    return samples.losses.length >= count;
  };
  samples.mean = () => samples.sum.map((v) => v / Math.max(samples.losses.length, 1));
  samples.meanLoss = () => samples.losses.reduce((a, b) => a + b, 0) / samples.losses.length;
  return samples;
}
