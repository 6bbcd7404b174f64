// uses: shared/svg.js

// The rate-distortion curve as SVG: a point a notch, the floor, and at the current point a line of slope -beta.

const FRAME = { left: 44, right: 392, top: 10, bottom: 226 };

/**
 * One setting of beta: rate and distortion in nats, the mean KL of each dimension, how many are active.
 * @typedef {{ beta: number, rate: number, distortion: number, kl: number[], active: number }} Notch
 */

/**
 * As `dial` in __init__.py has them.
 * @typedef {object} DialSettings
 * @property {string} blob
 * @property {Notch[]} notches
 * @property {number} beta
 * @property {number} answered
 * @property {number} floor
 * @property {number} collapsedBelow
 * @property {Record<string, string>} labels
 */

/**
 * @param {SVGElement} picture
 * @param {DialSettings} settings
 * @param {(notch: number) => void} onPick
 * @returns {(current: number) => void} shows where the dial stands
 */
function makeRateDistortionCurve(picture, { notches, floor, labels }, onPick) {
  const widest = Math.max(...notches.map((n) => n.rate)) * 1.08;
  const [low, high] = [Math.min(floor, ...notches.map((n) => n.distortion)) - 8,
    Math.max(...notches.map((n) => n.distortion)) + 16];
  /** @param {number} rate */
  const x = (rate) => FRAME.left + ((FRAME.right - FRAME.left) * rate) / widest;
  /** @param {number} distortion */
  const y = (distortion) => FRAME.bottom - ((FRAME.bottom - FRAME.top) * (distortion - low)) / (high - low);

  const shapes = [svg("rect", { class: "paper", x: FRAME.left, y: FRAME.top, width: FRAME.right - FRAME.left,
    height: FRAME.bottom - FRAME.top })];
  for (let rate = 0; rate <= widest; rate += 10) {
    shapes.push(svg("text", { x: x(rate), y: FRAME.bottom + 16, class: "tick middle" }, String(rate)));
  }
  for (let distortion = Math.ceil(low / 20) * 20; distortion <= high; distortion += 20) {
    shapes.push(svg("path", { class: "grid", d: `M${FRAME.left} ${y(distortion)}H${FRAME.right}` }));
    shapes.push(svg("text", { x: FRAME.left - 6, y: y(distortion) + 4, class: "tick end" }, String(distortion)));
  }
  shapes.push(svg("text", { x: FRAME.right, y: FRAME.bottom + 32, class: "axis end" }, labels.rate));
  shapes.push(svg("text", { x: FRAME.right - 6, y: FRAME.top + 16, class: "axis end" }, labels.distortion));
  shapes.push(svg("path", { class: "floor", d: `M${FRAME.left} ${y(floor)}H${FRAME.right}` }));
  shapes.push(svg("text", { x: FRAME.left + 6, y: y(floor) - 5, class: "tick" },
    labels.floor.replace("{value}", floor.toFixed(1))));
  const line = notches.map((n, i) => `${i ? "L" : "M"}${x(n.rate)} ${y(n.distortion)}`).join("");
  shapes.push(svg("path", { class: "line", d: line }));
  const tangent = svg("path", { class: "tangent" });
  shapes.push(tangent, svg("text", { x: FRAME.right - 6, y: FRAME.top + 34, class: "slope end" }, labels.slope));
  const points = notches.map((n, i) => {
    const group = svg("g", { class: "point" });
    const outer = x(n.rate) > FRAME.right - 50;   // its name would be cut off
    group.append(
      svg("circle", { cx: x(n.rate), cy: y(n.distortion), r: 14, class: "touch" }),
      svg("circle", { cx: x(n.rate), cy: y(n.distortion), r: 5, class: "dot" }),
      svg("text", { x: x(n.rate) + (outer ? 8 : 9), y: y(n.distortion) - 11, class: outer ? "name end" : "name" },
        `β ${n.beta}`),
    );
    group.onclick = () => onPick(i);
    return group;
  });
  picture.replaceChildren(...shapes, ...points);

  // The line is cut to a stretch of the same length on screen, however steep it is.
  return (current) => {
    const { rate, distortion, beta } = notches[current];
    const [right, down] = [x(1) - x(0), y(0) - y(beta)];
    const unit = 62 / Math.hypot(right, down);
    const [dx, dy] = [right * unit, down * unit];
    const [px, py] = [x(rate), y(distortion)];
    const back = Math.min(1, (px - FRAME.left) / dx, (py - FRAME.top) / dy);
    const on = Math.min(1, (FRAME.right - px) / dx, (FRAME.bottom - py) / dy);
    tangent.setAttribute("d", `M${px - back * dx} ${py - back * dy}L${px + on * dx} ${py + on * dy}`);
    points.forEach((point, i) => point.classList.toggle("now", i === current));
  };
}
