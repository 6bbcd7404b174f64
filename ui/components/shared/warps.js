// Ways to lay out the plane.

/**
 * [x low, x high, y low, y high].
 * @typedef {[number, number, number, number]} Extent
 */

/**
 * `bend` takes a coordinate of the code to the plane, `unbend` back; `slope` is how much code one unit of the plane holds
 * where it holds least. home: what the whole plane shows, and range: where a grid lies, where that is the same for all.
 * @typedef {object} Warp
 * @property {(v: number) => number} bend
 * @property {(v: number) => number} unbend
 * @property {number} slope
 * @property {Extent} [home]
 * @property {Extent} [range]
 */

/**
 * Inverse of the standard normal distribution function (Acklam's rational approximation, relative error 1.2e-9).
 * @param {number} p
 * @returns {number}
 */
function normalQuantile(p) {
  /** @type {(x: number, ...c: number[]) => number} */
  const poly = (x, ...c) => c.reduce((sum, k) => sum * x + k, 0);
  if (p > 0.5) return -normalQuantile(1 - p);
  if (p < 0.02425) {
    const q = Math.sqrt(-2 * Math.log(p));
    return poly(q, -7.784894002430293e-3, -0.3223964580411365, -2.400758277161838, -2.549732539343734,
      4.374664141464968, 2.938163982698783)
      / poly(q, 7.784695709041462e-3, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1);
  }
  const q = p - 0.5;
  const r = q * q;
  return (q * poly(r, -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269,
    -30.66479806614716, 2.506628277459239))
    / poly(r, -54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572, 1);
}

/**
 * Distribution function of the standard normal (Numerical Recipes' erfc, relative error 1.2e-7).
 * @param {number} v
 */
function normalShare(v) {
  const t = 1 / (1 + Math.abs(v) / Math.SQRT2 / 2);
  const series = [0.17087277, -0.82215223, 1.48851587, -1.13520398, 0.27886807, -0.18628806, 0.09678418, 0.37409196,
    1.00002368, -1.26551223].reduce((sum, k) => sum * t + k, 0);
  const upper = (t * Math.exp(-v * v / 2 + series)) / 2;
  return v > 0 ? 1 - upper : upper;
}

const TAIL = 1e-4;   // the outermost shares, which would lie at infinity
/** @type {Record<"straight" | "gauss", Warp>} */
const WARPS = {
  straight: { bend: (v) => v, unbend: (v) => v, slope: 1 },
  // Equal areas hold equal shares of N(0, I): a code that follows its prior fills this plane evenly.
  gauss: {
    bend: normalShare,
    unbend: (share) => normalQuantile(Math.min(Math.max(share, TAIL), 1 - TAIL)),
    slope: Math.sqrt(2 * Math.PI),
    home: [-0.02, 1.02, -0.02, 1.02],
    range: [0, 1, 0, 1],
  },
};
