// uses: shared/parts.js

// The terms of the loss of one digit, from the draws that are decoded so far.

/**
 * As `Settings` in __init__.py has them.
 * @typedef {object} CloudSettings
 * @property {string} blob
 * @property {Extent} home
 * @property {number[]} x
 * @property {Posterior | null} posterior
 * @property {number} floor
 * @property {[number, number]} kl
 * @property {number} seed
 * @property {number} count
 * @property {boolean} arriving
 * @property {number} answered
 * @property {string} empty
 * @property {Record<"atMean" | "draw", string> & { count: Forms }} labels
 * @property {Badge[]} badges
 * @property {number} most
 * @property {number} seeds
 */

/**
 * @param {HTMLElement} root
 * @param {CloudSettings} settings
 * @param {ReturnType<typeof makeSamples>} samples
 * @param {Posterior} posterior
 */
function showLoss(root, { floor, kl }, samples, posterior) {
  const drawn = samples.count();
  const atMean = samples.lossOf(posterior.mu);
  const cross = drawn ? samples.meanLoss() : atMean;
  part(root, "[data-loss=mean]").textContent = atMean.toFixed(1);
  part(root, "[data-loss=average]").textContent = drawn ? cross.toFixed(1) : "–";
  const terms = { floor, above: cross - floor, kl0: kl[0], kl1: kl[1] };
  for (const [name, value] of Object.entries(terms)) {
    part(root, `.bar [data-part=${name}]`).style.flexGrow = String(Math.max(value, 0));
    part(root, `.key [data-part=${name}] output`).textContent = value.toFixed(1);
  }
  part(root, ".total output").textContent = (cross + kl[0] + kl[1]).toFixed(1);
  root.dataset.loss = String(cross);
}
