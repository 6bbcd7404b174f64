// Draws from the standard normal, the same as Python's (ae_core/latent/seeded_normal.py): a counter is hashed (mulberry32),
// two uniform numbers make two normal ones (Box & Muller 1958).

/**
 * @param {number} seed
 * @param {number} counter
 */
function uniformAt(seed, counter) {
  const state = (Math.imul(seed, 0x9e3779b1) + Math.imul(counter + 1, 0x6d2b79f5)) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), state | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  mixed ^= mixed >>> 14;
  return ((mixed >>> 0) + 0.5) / 2 ** 32;
}

/**
 * The k-th draw of a seed: two independent numbers.
 * @param {number} seed
 * @param {number} k
 * @returns {Pair}
 */
function epsilonAt(seed, k) {
  const radius = Math.sqrt(-2 * Math.log(uniformAt(seed, 2 * k)));
  const angle = 2 * Math.PI * uniformAt(seed, 2 * k + 1);
  return [radius * Math.cos(angle), radius * Math.sin(angle)];
}

/**
 * -sum [x log p + (1 - x) log(1 - p)] in nats from log odds: exact where p rounds to 0 or 1.
 * @param {Numbers} logits
 * @param {Numbers} x
 */
function crossEntropy(logits, x) {
  let sum = 0;
  for (let i = 0; i < logits.length; i++) {
    const l = logits[i];
    sum += Math.max(l, 0) - l * x[i] + Math.log1p(Math.exp(-Math.abs(l)));
  }
  return sum;
}

/**
 * @param {Pair} logvar
 * @returns {Pair}
 */
const sigmaOf = (logvar) => [Math.exp(logvar[0] / 2), Math.exp(logvar[1] / 2)];

/**
 * KL of N(mu, exp(logvar)) from N(0, 1), in nats.
 * @param {number} mu
 * @param {number} logvar
 */
const klOf = (mu, logvar) => 0.5 * (mu * mu + Math.exp(logvar) - 1 - logvar);
