// uses: shared/parts.js, shared/numbers.js, cloud/draws.js

// The numbers of one draw as text: a table from mu to z, and the formula of a step with these very numbers in it.

const INDEX = ["₁", "₂"];
/** @param {number} v */
const digitsOf = (v) => withMinus(v.toFixed(4));
/** @param {number} v */
const bracketed = (v) => (v < 0 ? `(${digitsOf(v)})` : digitsOf(v));
/** @param {number} v */
const added = (v) => (v < 0 ? `− ${digitsOf(-v)}` : `+ ${digitsOf(v)}`);

/**
 * N(mu, exp(logvar)) of a digit, dimension by dimension.
 * @typedef {{ mu: Pair, logvar: Pair }} Posterior
 */

/**
 * What stands in the table: for each step its two numbers.
 * @typedef {Record<"mu" | "logvar" | "sigma" | "epsilon" | "z" | "kl", Pair>} Steps
 */

/**
 * @param {Posterior} posterior
 * @param {Pair} epsilon
 * @returns {Steps}
 */
function numbersOf({ mu, logvar }, epsilon) {
  const sigma = sigmaOf(logvar);
  return {
    mu, logvar, sigma, epsilon,
    z: [mu[0] + sigma[0] * epsilon[0], mu[1] + sigma[1] * epsilon[1]],
    kl: [klOf(mu[0], logvar[0]), klOf(mu[1], logvar[1])],
  };
}

/**
 * One line for each of the two dimensions.
 * @type {Record<keyof Steps, (n: Steps, j: 0 | 1) => string>}
 */
const FORMULAS = {
  mu: (n, j) => `μ${INDEX[j]}(x) = ${digitsOf(n.mu[j])}`,
  logvar: (n, j) => `log σ${INDEX[j]}²(x) = ${digitsOf(n.logvar[j])}`,
  sigma: (n, j) => `σ${INDEX[j]} = exp(½ · log σ${INDEX[j]}²) = exp(½ · ${bracketed(n.logvar[j])}) = ${digitsOf(n.sigma[j])}`,
  epsilon: (n, j) => `ε${INDEX[j]} ~ N(0, 1),  ε${INDEX[j]} = ${digitsOf(n.epsilon[j])}`,
  z: (n, j) => `z${INDEX[j]} = μ${INDEX[j]} + σ${INDEX[j]} ε${INDEX[j]} = ${digitsOf(n.mu[j])} + ${digitsOf(n.sigma[j])} · `
    + `${bracketed(n.epsilon[j])} = ${digitsOf(n.z[j])}`,
  kl: (n, j) => `KL${INDEX[j]} = ½ (μ${INDEX[j]}² + σ${INDEX[j]}² − 1 − log σ${INDEX[j]}²) = ½ (${digitsOf(n.mu[j] ** 2)} + `
    + `${digitsOf(n.sigma[j] ** 2)} − 1 ${added(-n.logvar[j])}) = ${digitsOf(n.kl[j])}`,
};

/**
 * The table, and the formulas of one step.
 * @param {ParentNode} root
 * @param {Steps} numbers
 * @param {keyof Steps} shown
 */
function showSteps(root, numbers, shown) {
  for (const cell of parts(root, "td[data-step]")) {
    const { step, j } = cell.dataset;
    const value = digitsOf(numbers[/** @type {keyof Steps} */ (step)][j === "0" ? 0 : 1]);
    if (cell.textContent !== value) cell.textContent = value;
  }
  parts(root, ".formula span").forEach((line, j) => { line.textContent = FORMULAS[shown](numbers, j === 0 ? 0 : 1); });
}
