// uses: shared/mounted.js
// uses: shared/parts.js
// uses: shared/blobs.js
// uses: shared/decoder.js
// uses: shared/pixels.js, directions/curve.js, directions/flow.js, directions/warp.js

// Sliders that move a digit: in pixels, and in its code. Everything that follows a slider is computed here, every frame;
// only where the sliders come to rest goes to Python.

/**
 * As `Board` in __init__.py has them.
 * @typedef {object} BoardSettings
 * @property {string} blob
 * @property {string} digit
 * @property {number[]} image
 * @property {number[] | null} z
 * @property {number[]} units
 * @property {string} method
 * @property {number} sequence
 * @property {{ name: string, unit: string, changes: string, decimals: number, most: number }[]} rows
 * @property {Record<string, Change["band"][]>} bands
 * @property {number} reach
 * @property {Unit} unit
 * @property {Record<string, string>} labels
 */

/**
 * @param {HTMLElement} root
 * @param {BoardSettings} data
 * @param {Say} say
 * @returns {Mounted<BoardSettings>}
 */
function mountDirections(root, data, say) {
  /** @param {string} selector */
  const find = (selector) => part(root, selector);
  const rows = parts(root, ".move");
  const ranges = rows.map((row) => part(row, "input", HTMLInputElement));
  const contexts = parts(root, "canvas", HTMLCanvasElement).map((canvas) => penOf(canvas));
  const methods = parts(root, "[data-method]");
  const tile = new ImageData(28, 28);
  const picture = part(root, ".curve svg", SVGElement);
  const drawCurve = makeChangeCurve(picture);
  let settings = data;
  let first = true;
  let digit = new Float32Array(784);
  /** @type {{ key: string, decode: Decode, move: ReturnType<typeof makeFlow> } | null} */
  let net = null;
  let method = "field";
  let active = 0;
  let sequence = 0;

  const units = () => ranges.map((range) => Number(range.value));
  /** @type {(all: number[], which: number, value: number) => number[]} */
  const withOne = (all, which, value) => all.map((unit, k) => (k === which ? value : unit));
  /** @param {number[]} all */
  const warped = (all) => warp(digit, all, settings.unit);

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {Numbers} pixels
   */
  function paint(context, pixels) {
    writeDigit(pixels, tile.data, 28, 0, 0);
    context.putImageData(tile, 0, 0);
  }

  /**
   * @param {HTMLElement} row
   * @param {number} k
   * @param {number[]} values
   */
  function showNumbers(row, k, values) {
    const { decimals } = settings.rows[k];
    parts(row, "output").forEach((output, i) => { output.textContent = written(values[i], decimals); });
  }

  /**
   * @param {number[]} all
   * @param {(all: number[]) => Float32Array} moved
   */
  function showCurve(all, moved) {
    const { bands, rows: described } = settings;
    const name = described[active];
    /** @type {(make: (all: number[]) => Float32Array) => (t: number) => number} */
    const change = (make) => {
      const base = measure(make(withOne(all, active, 0)))[active];
      return (t) => measure(make(withOne(all, active, t)))[active] - base;
    };
    const code = change(moved);
    drawCurve({
      reach: settings.reach, most: name.most, decimals: name.decimals, band: bands[method][active],
      code, pixels: change(warped), now: [all[active], code(all[active])],
    });
    find(".curve figcaption").textContent = name.changes;
    picture.setAttribute("aria-label", name.changes);
    find(".note").textContent = `${name.unit}. ${settings.labels.note}`;
  }

  function draw() {
    const { z } = settings;
    if (!net || !z) return;
    const { decode, move } = net;
    /** @param {number[]} by */
    const moved = (by) => decode(move(z, by, method));
    const all = units();
    const pictures = [digit, warped(all), moved(all).slice()];
    pictures.forEach((pixels, i) => paint(contexts[i], pixels));
    const measured = pictures.map(measure);
    rows.forEach((row, k) => {
      showNumbers(row, k, measured.map((values) => values[k]));
      part(row, "b").textContent = written(all[k], 1).replace(/^(?=[1-9]|0\.[1-9])/, "+");
      row.classList.toggle("active", k === active);
    });
    showCurve(all, moved);
    root.dataset.drawn = settings.digit;
  }
  const follow = inNextFrame(draw);

  function tell() {
    say("moved", { sequence: ++sequence, units: units(), method });
  }
  rows.forEach((row, k) => {
    const range = ranges[k];
    range.oninput = range.onfocus = () => { active = k; follow(); };
    range.onchange = tell;
    row.ondblclick = () => { range.value = "0"; active = k; follow(); tell(); };
  });
  find(".reset").onclick = () => {
    ranges.forEach((range) => { range.value = "0"; });
    follow();
    tell();
  };
  function showMethod() {
    methods.forEach((button) => {
      button.setAttribute("aria-pressed", String(button.dataset.method === method));
    });
  }
  methods.forEach((button) => {
    button.onclick = () => { method = button.dataset.method ?? method; showMethod(); follow(); tell(); };
  });

  function takeNet() {
    const bytes = blobNamed(settings.blob);
    if (!bytes || net?.key === settings.blob) return;
    const [decoder, directions] = readBlobs(bytes);
    net = {
      key: settings.blob, decode: makeDecoder(/** @type {DecoderBlob} */ (decoder)),
      move: makeFlow(/** @type {Directions & Packed} */ (directions)),
    };
    root.classList.add("ready");
    follow();
  }

  function showWords() {
    const { labels, rows: described, reach } = settings;
    showLabels(root, labels, "canvas");
    rows.forEach((row, k) => {
      part(row, ".what").textContent = described[k].name;
      part(row, "label").title = described[k].unit;
      [ranges[k].min, ranges[k].max] = [String(-reach), String(reach)];
    });
  }

  /** @param {BoardSettings} given */
  function take(given) {
    settings = given;
    showWords();
    if (first || settings.sequence > sequence) {
      sequence = settings.sequence;
      method = settings.method;
      settings.units.forEach((value, k) => { ranges[k].value = String(value); });
      active = Math.max(settings.units.findIndex(Boolean), 0);
      showMethod();
    }
    first = false;
    digit = Float32Array.from(settings.image, (value) => value / 255);
    root.classList.toggle("empty", !settings.z);
    takeNet();
    follow();
  }
  return { take, arrived: takeNet, leave: follow.cancel };
}

export default entry(".moves", mountDirections);
