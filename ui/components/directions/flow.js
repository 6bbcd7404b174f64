// Where a code goes along the directions of ae_core/directions/directions.py.

/**
 * What the blob of the directions holds: fields (K, d + 1, d) and arrows (K, d).
 * @typedef {{ fields: Numbers, arrows: Numbers, shape: [count: number, rows: number, d: number] }} Directions
 */

/**
 * @param {Directions} directions
 * @returns {(z: Numbers, units: number[], method: string) => Float64Array} moves a code by so many units of each
 */
function makeFlow({ fields, arrows, shape: [count, , d] }) {
  const size = (d + 1) * d;

  // dz/dt of all transformations at once: (z, 1) times this.
  /** @param {number[]} units */
  function together(units) {
    const sum = new Float64Array(size);
    for (let k = 0; k < count; k++) {
      if (units[k]) for (let i = 0; i < size; i++) sum[i] += units[k] * fields[size * k + i];
    }
    return sum;
  }

  /**
   * @param {Float64Array} matrix
   * @param {Float64Array} z
   * @param {number} one
   * @param {Float64Array} out
   */
  function change(matrix, z, one, out) {
    for (let j = 0; j < d; j++) out[j] = one * matrix[d * d + j];
    for (let i = 0; i < d; i++) for (let j = 0; j < d; j++) out[j] += z[i] * matrix[d * i + j];
    return out;
  }

  return (z, units, method) => {
    const at = Float64Array.from(z);
    if (method === "arrow") {
      for (let k = 0; k < count; k++) for (let j = 0; j < d; j++) at[j] += units[k] * arrows[d * k + j];
      return at;
    }
    if (!units.some(Boolean)) return at;
    const matrix = together(units);
    // The path of a linear field is a power series; in short steps eight terms of it are exact to single precision.
    const steps = Math.max(4, Math.ceil(2 * units.reduce((sum, v) => sum + Math.abs(v), 0)));
    let term = new Float64Array(d);
    let next = new Float64Array(d);
    for (let step = 0; step < steps; step++) {
      term.set(at);
      for (let order = 1; order <= 8; order++) {
        change(matrix, term, order === 1 ? 1 : 0, next);
        for (let j = 0; j < d; j++) {
          next[j] /= order * steps;
          at[j] += next[j];
        }
        [term, next] = [next, term];
      }
    }
    return at;
  };
}
