// uses: shared/numbers.js, cloud/draws.js

// The numbers of one draw as text: a table from mu to z, and the formula of a step with these very numbers in it.

const INDEX = ["₁", "₂"];
const text = (v, digits = 4) => withMinus(v.toFixed(digits));
const bracketed = (v) => (v < 0 ? `(${text(v)})` : text(v));
const added = (v) => (v < 0 ? `− ${text(-v)}` : `+ ${text(v)}`);

// What stands in the table: step -> the two numbers.
function numbersOf({ mu, logvar }, epsilon) {
  const sigma = logvar.map((v) => Math.exp(v / 2));
  return {
    mu, logvar, sigma, epsilon,
    z: mu.map((m, j) => m + sigma[j] * epsilon[j]),
    kl: mu.map((m, j) => klOf(m, logvar[j])),
  };
}

// One line for each of the two dimensions.
const FORMULAS = {
  mu: (n, j) => `μ${INDEX[j]}(x) = ${text(n.mu[j])}`,
  logvar: (n, j) => `log σ${INDEX[j]}²(x) = ${text(n.logvar[j])}`,
  sigma: (n, j) => `σ${INDEX[j]} = exp(½ · log σ${INDEX[j]}²) = exp(½ · ${bracketed(n.logvar[j])}) = ${text(n.sigma[j])}`,
  epsilon: (n, j) => `ε${INDEX[j]} ~ N(0, 1),  ε${INDEX[j]} = ${text(n.epsilon[j])}`,
  z: (n, j) => `z${INDEX[j]} = μ${INDEX[j]} + σ${INDEX[j]} ε${INDEX[j]} = ${text(n.mu[j])} + ${text(n.sigma[j])} · `
    + `${bracketed(n.epsilon[j])} = ${text(n.z[j])}`,
  kl: (n, j) => `KL${INDEX[j]} = ½ (μ${INDEX[j]}² + σ${INDEX[j]}² − 1 − log σ${INDEX[j]}²) = ½ (${text(n.mu[j] ** 2)} + `
    + `${text(n.sigma[j] ** 2)} − 1 ${added(-n.logvar[j])}) = ${text(n.kl[j])}`,
};

function fillTable(table, numbers) {
  for (const cell of table.querySelectorAll("td[data-step]")) {
    const value = text(numbers[cell.dataset.step][cell.dataset.j]);
    if (cell.textContent !== value) cell.textContent = value;
  }
}
