// uses: shared/svg.js

// The measured property over -3 to 3 units: this digit in the code and in pixels, and the middle half of the test digits.

const CHANGE_CURVE = { width: 280, height: 158, left: 40, right: 8, top: 8, bottom: 20 };
const POINTS = 13;

/**
 * @param {number} value
 * @param {number} decimals
 */
const written = (value, decimals) => value.toFixed(decimals).replace(/^-(?=.*[1-9])/, "\u2212").replace("-", "");

/**
 * What the curve shows: `reach` units either way, changes up to `most`.
 * @typedef {object} Change
 * @property {number} reach
 * @property {number} most
 * @property {number} decimals
 * @property {[low: number[], median: number[], high: number[]]} band at whole units
 * @property {(t: number) => number} code the change at t units
 * @property {(t: number) => number} pixels
 * @property {Pair} now [t, change] of what the sliders say
 */

/**
 * @param {SVGElement} picture
 * @returns {(change: Change) => void}
 */
function makeChangeCurve(picture) {
  const { width, height, left, right, top, bottom } = CHANGE_CURVE;
  picture.setAttribute("viewBox", `0 0 ${width} ${height}`);

  return ({ reach, most, decimals, band, code, pixels, now }) => {
    /** @param {number} t */
    const x = (t) => left + ((t + reach) / (2 * reach)) * (width - left - right);
    /** @param {number} value */
    const y = (value) => {
      const share = Math.min(Math.max(value / most, -1), 1);
      return top + ((1 - share) / 2) * (height - top - bottom);
    };
    /** @param {Pair[]} values */
    const line = (values) => values.map(([t, value]) => `${x(t).toFixed(1)},${y(value).toFixed(1)}`).join(" ");
    const ticks = Array.from({ length: POINTS }, (_, i) => -reach + (2 * reach * i) / (POINTS - 1));
    const whole = band[1].map((_value, i) => i - reach);
    const [low, median, high] = band.map((values) => whole.map((t, i) => /** @type {Pair} */ ([t, values[i]])));
    const shapes = [-most, 0, most].flatMap((value) => [
      svg("line", { class: "axis", x1: left, x2: width - right, y1: y(value), y2: y(value) }),
      svg("text", { x: left - 5, y: y(value) + 4, "text-anchor": "end" },
        value > 0 ? `+${written(value, decimals)}` : value ? written(value, decimals) : "0"),
    ]);
    shapes.push(
      svg("line", { class: "axis", x1: x(0), x2: x(0), y1: top, y2: height - bottom }),
      ...[-reach, 0, reach].map((t) => svg("text", { x: x(t), y: height - 5, "text-anchor": t < 0 ? "start" : t ? "end" : "middle" },
        t > 0 ? `+${t}` : written(t, 0))),
      svg("polygon", { class: "band", points: line([...low, ...high.toReversed()]) }),
      svg("polyline", { class: "median", points: line(median) }),
      svg("polyline", { class: "pixels", points: line(ticks.map((t) => [t, pixels(t)])) }),
      svg("polyline", { class: "code", points: line(ticks.map((t) => [t, code(t)])) }),
      svg("circle", { class: "now", cx: x(now[0]), cy: y(now[1]), r: 5 }),
    );
    picture.replaceChildren(...shapes);
  };
}
