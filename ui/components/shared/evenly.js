// Places along a line, as `evenly` in ae_core/latent/interpolation.py.

/**
 * Two numbers: a code, or a place on the screen.
 * @typedef {[number, number]} Pair
 */

/**
 * `count` places at equal distances along a broken line, both ends included.
 * @param {Pair[]} line
 * @param {number} count
 * @returns {Pair[]}
 */
function evenly(line, count) {
  const walked = [0];
  for (let i = 1; i < line.length; i++) {
    walked.push(walked[i - 1] + Math.hypot(line[i][0] - line[i - 1][0], line[i][1] - line[i - 1][1]));
  }
  let leg = 1;
  return Array.from({ length: count }, (_, k) => {
    const wanted = (walked[walked.length - 1] * k) / (count - 1);
    while (leg < line.length - 1 && walked[leg] < wanted) leg++;
    const share = Math.min((wanted - walked[leg - 1]) / (walked[leg] - walked[leg - 1] || 1), 1);
    const [[x, y], [nextX, nextY]] = [line[leg - 1], line[leg]];
    return [x + share * (nextX - x), y + share * (nextY - y)];
  });
}
