// uses: shared/mounted.js
// uses: shared/parts.js
// uses: shared/numbers.js
// uses: shared/svg.js
// uses: shared/blobs.js
// uses: shared/pixels.js

// The bottleneck dial: all notches are here from the start, so turning it needs no server. Only where it comes to rest
// goes to Python.

const ERROR_CURVE = { width: 300, height: 330, left: 34, right: 10, top: 10, bottom: 34 };
const ERROR_TICKS = [0.5, 1, 2, 5, 10, 20, 50];

/**
 * As `Dial` in __init__.py has them.
 * @typedef {object} BottleneckSettings
 * @property {string} blob
 * @property {number} d
 * @property {number} sequence
 * @property {number[]} notches
 * @property {(number | null)[]} conv
 * @property {string[]} missing
 * @property {number[]} pca
 * @property {number[]} indices
 * @property {Record<"ofTen" | "ofAll", string> & Record<"numbers" | "valuetext", Forms>} labels
 */

/**
 * Squared error over the number of dimensions, both axes logarithmic.
 * @param {SVGElement} picture
 * @param {BottleneckSettings} settings
 * @param {number} at a number of dimensions
 * @param {(notch: number) => void} onPick
 */
function drawErrorCurve(picture, { notches, conv, pca }, at, onPick) {
  const { width, height, left, right, top, bottom } = ERROR_CURVE;
  picture.setAttribute("viewBox", `0 0 ${width} ${height}`);
  const ours = notches.flatMap((d, i) => {
    const error = conv[i];
    return error === null ? [] : [/** @type {[number, number]} */ ([d, error])];
  });
  const known = ours.map(([, error]) => error);
  const low = Math.min(...known, ...pca) * 0.85;
  const high = Math.max(...known, ...pca) * 1.15;
  /** @param {number} d */
  const x = (d) => left + (Math.log(d) / Math.log(pca.length)) * (width - left - right);
  /** @param {number} error */
  const y = (error) => top + (Math.log(high / error) / Math.log(high / low)) * (height - top - bottom);
  /** @param {[number, number][]} points */
  const line = (points) => points.map(([d, error]) => `${x(d).toFixed(1)},${y(error).toFixed(1)}`).join(" ");
  const shapes = [
    ...ERROR_TICKS.filter((error) => error > low && error < high).flatMap((error) => [
      svg("line", { class: "axis", x1: left, x2: width - right, y1: y(error), y2: y(error) }),
      svg("text", { x: left - 5, y: y(error) + 4, "text-anchor": "end" }, String(error)),
    ]),
    // 30 and 32 would cover each other.
    ...notches.filter((d) => Number.isInteger(Math.log2(d))).map((d) =>
      svg("text", { x: x(d), y: height - bottom + 16, "text-anchor": "middle" }, String(d))),
    svg("line", { class: "here", x1: x(at), x2: x(at), y1: top, y2: height - bottom }),
    svg("polyline", { class: "pca", points: line(pca.map((error, i) => [i + 1, error])) }),
    svg("polyline", { class: "conv", points: line(ours) }),
    ...notches.map((d) => svg("circle", { class: "pca", cx: x(d), cy: y(pca[d - 1]), r: d === at ? 5.5 : 3 })),
    ...ours.map(([d, error]) => svg("circle", { class: "conv", cx: x(d), cy: y(error), r: d === at ? 5.5 : 3 })),
  ];
  picture.replaceChildren(...shapes);
  picture.onclick = (event) => {
    const box = picture.getBoundingClientRect();
    const clicked = ((event.clientX - box.left) / box.width) * width;
    const distance = notches.map((d) => Math.abs(x(d) - clicked));
    onPick(distance.indexOf(Math.min(...distance)));
  };
}

/**
 * @param {HTMLElement} root
 * @param {BottleneckSettings} data
 * @param {Say} say
 * @returns {Mounted<BottleneckSettings>}
 */
function mountBottleneck(root, data, say) {
  const range = part(root, "input", HTMLInputElement);
  const tile = new ImageData(28, 28);
  let settings = data;
  let first = true;
  /**
   * What the blob holds: pictures and errors, ten for each notch.
   * @type {Packed | null}
   */
  let tens = null;
  let shownBlob = "";
  let sequence = 0;

  /** @param {string} name */
  const strip = (name) => part(root, `[data-row=${name}]`);

  /**
   * Ten digits of one row.
   * @param {string} name
   * @param {Uint8Array} pixels
   * @param {number} start which of them comes first
   * @param {string[]} captions what stands under each
   * @param {string} missing the sentence where there is nothing to show
   */
  function showRow(name, pixels, start, captions, missing) {
    const row = strip(name);
    row.classList.toggle("missing", Boolean(missing));
    part(row, ".sentence").textContent = missing;
    parts(row, "figure").forEach((figure, i) => {
      const from = 784 * (start + i);
      writeDigit(pixels.subarray(from, from + 784), tile.data, 28, 0, 0, 255);
      penOf(part(figure, "canvas", HTMLCanvasElement)).putImageData(tile, 0, 0);
      part(figure, "figcaption").textContent = captions[i] ?? "";
    });
  }

  /**
   * @param {string} name
   * @param {Float32Array} errors
   * @param {number} at the notch
   * @param {number | null} total
   */
  function showErrors(name, errors, at, total) {
    const ten = Array.from(errors.subarray(10 * at, 10 * at + 10));
    const mean = ten.reduce((a, b) => a + b, 0) / 10;
    const { ofTen, ofAll } = settings.labels;
    part(strip(name), "small").textContent = total === null ? ""
      : `${ofTen.replace("{value}", mean.toFixed(1))}\n${ofAll.replace("{value}", total.toFixed(2))}`;
    return ten.map((error) => error.toFixed(1));
  }

  function draw() {
    if (!tens) return;
    const { notches, conv, pca, missing, labels, indices } = settings;
    const at = Number(range.value);
    const d = notches[at];
    const gap = missing[at];
    part(root, ".now b").textContent = String(d);
    part(root, ".now span").textContent = formFor(labels.numbers, d);
    range.setAttribute("aria-valuetext", formFor(labels.valuetext, d).replace("{d}", String(d)));
    parts(root, ".notches span").forEach((mark, i) => mark.classList.toggle("here", i === at));
    showRow("x", tens.inputs, 0, indices.map((index) => `#${index}`), "");
    showRow("conv", tens.conv, 10 * at, showErrors("conv", tens.conv_errors, at, conv[at]), gap);
    showRow("pca", tens.pca, 10 * at, showErrors("pca", tens.pca_errors, at, pca[d - 1]), "");
    showRow("conv_samples", tens.conv_samples, 10 * at, [], gap);
    showRow("pca_samples", tens.pca_samples, 10 * at, [], "");
    drawErrorCurve(part(root, ".curve svg", SVGElement), settings, d, pick);
    root.dataset.shown = `${shownBlob}:${d}`;
  }
  const follow = inNextFrame(draw);
  const tell = () => say("turned", { sequence: ++sequence, d: settings.notches[Number(range.value)] });
  /** @param {number} at */
  function pick(at) {
    range.value = String(at);
    follow();
    tell();
  }
  range.oninput = follow;
  range.onchange = tell;

  function takeTens() {
    const bytes = blobNamed(settings.blob);
    if (!bytes || shownBlob === settings.blob) return;
    [tens] = readBlobs(bytes);
    shownBlob = settings.blob;
    root.classList.add("ready");
    follow();
  }

  /** @param {BottleneckSettings} given */
  function take(given) {
    settings = given;
    range.max = String(settings.notches.length - 1);
    if (first || settings.sequence > sequence) {
      sequence = settings.sequence;
      range.value = String(settings.notches.indexOf(settings.d));
    }
    first = false;
    showLabels(root, settings.labels, "input, svg, .ten");
    part(root, ".notches").replaceChildren(...settings.notches.map((d, at) => {
      const mark = document.createElement("span");
      mark.textContent = String(d);
      mark.style.left = `${(100 * at) / Math.max(settings.notches.length - 1, 1)}%`;
      mark.onclick = () => pick(at);
      return mark;
    }));
    takeTens();
    follow();
  }
  return { take, arrived: takeTens, leave: follow.cancel };
}

export default entry(".bottleneck", mountBottleneck);
