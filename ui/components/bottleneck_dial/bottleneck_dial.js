// uses: shared/mounted.js, shared/svg.js, shared/blobs.js, shared/pixels.js

// The bottleneck dial: all notches are here from the start, so turning it needs no server. Only where it comes to rest
// goes to Python.

const ERROR_CURVE = { width: 300, height: 330, left: 34, right: 10, top: 10, bottom: 34 };
const ERROR_TICKS = [0.5, 1, 2, 5, 10, 20, 50];

// Squared error over the number of dimensions, both axes logarithmic; `at` is a number of dimensions.
function drawErrorCurve(picture, { notches, conv, pca }, at, onPick) {
  const { width, height, left, right, top, bottom } = ERROR_CURVE;
  picture.setAttribute("viewBox", `0 0 ${width} ${height}`);
  const known = conv.filter((value) => value !== null);
  const low = Math.min(...known, ...pca) * 0.85;
  const high = Math.max(...known, ...pca) * 1.15;
  const x = (d) => left + (Math.log(d) / Math.log(pca.length)) * (width - left - right);
  const y = (error) => top + (Math.log(high / error) / Math.log(high / low)) * (height - top - bottom);
  const line = (points) => points.map(([d, error]) => `${x(d).toFixed(1)},${y(error).toFixed(1)}`).join(" ");
  const ours = notches.map((d, i) => [d, conv[i]]).filter(([, error]) => error !== null);
  const parts = [
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
  picture.replaceChildren(...parts);
  picture.onclick = (event) => {
    const box = picture.getBoundingClientRect();
    const clicked = ((event.clientX - box.left) / box.width) * width;
    const distance = notches.map((d) => Math.abs(x(d) - clicked));
    onPick(distance.indexOf(Math.min(...distance)));
  };
}

function mountBottleneck(root) {
  const find = (selector) => root.querySelector(selector);
  const range = find("input");
  const strips = Object.fromEntries([...root.querySelectorAll("[data-row]")].map((row) => [row.dataset.row, row]));
  const tile = new ImageData(28, 28);
  const dial = { settings: null };
  let tens = null;
  let shownBlob = "";
  let sequence = 0;

  // Ten digits of one row: `pixels` from `start` on, what stands under each, and whether there is anything to show.
  function showRow(name, pixels, start, captions, missing) {
    const row = strips[name];
    row.classList.toggle("missing", Boolean(missing));
    row.querySelector(".sentence").textContent = missing;
    row.querySelectorAll("figure").forEach((figure, i) => {
      const from = 784 * (start + i);
      writeDigit(pixels.subarray(from, from + 784), tile.data, 28, 0, 0, 255);
      figure.querySelector("canvas").getContext("2d").putImageData(tile, 0, 0);
      figure.querySelector("figcaption").textContent = captions[i] ?? "";
    });
  }

  function showErrors(name, errors, at, total) {
    const ten = Array.from(errors.subarray(10 * at, 10 * at + 10));
    const mean = ten.reduce((a, b) => a + b, 0) / 10;
    const { ofTen, ofAll } = dial.settings.labels;
    strips[name].querySelector("small").textContent = total === null ? ""
      : `${ofTen.replace("{value}", mean.toFixed(1))}\n${ofAll.replace("{value}", total.toFixed(2))}`;
    return ten.map((error) => error.toFixed(1));
  }

  function draw() {
    if (!tens) return;
    const { notches, conv, pca, missing, labels, indices } = dial.settings;
    const at = Number(range.value);
    const d = notches[at];
    const gap = missing[at];
    const form = d === 1 ? 0 : 1;
    find(".now b").textContent = d;
    find(".now span").textContent = labels.numbers[form];
    range.setAttribute("aria-valuetext", labels.valuetext[form].replace("{d}", d));
    root.querySelectorAll(".notches span").forEach((mark, i) => mark.classList.toggle("here", i === at));
    showRow("x", tens.inputs, 0, indices.map((index) => `#${index}`), "");
    showRow("conv", tens.conv, 10 * at, showErrors("conv", tens.conv_errors, at, conv[at]), gap);
    showRow("pca", tens.pca, 10 * at, showErrors("pca", tens.pca_errors, at, pca[d - 1]), "");
    showRow("conv_samples", tens.conv_samples, 10 * at, [], gap);
    showRow("pca_samples", tens.pca_samples, 10 * at, [], "");
    drawErrorCurve(find(".curve svg"), dial.settings, d, pick);
    root.dataset.shown = `${shownBlob}:${d}`;
  }
  const follow = inNextFrame(draw);
  const tell = () => dial.setValue("turned", { sequence: ++sequence, d: dial.settings.notches[range.value] });
  function pick(at) {
    range.value = at;
    follow();
    tell();
  }
  range.oninput = follow;
  range.onchange = tell;

  function takeTens() {
    const bytes = blobNamed(dial.settings.blob);
    if (!bytes || shownBlob === dial.settings.blob) return;
    [tens] = readBlobs(bytes);
    shownBlob = dial.settings.blob;
    root.classList.add("ready");
    follow();
  }

  dial.take = (settings) => {
    const first = dial.settings === null;
    dial.settings = settings;
    range.max = settings.notches.length - 1;
    if (first || settings.sequence > sequence) {
      sequence = settings.sequence;
      range.value = settings.notches.indexOf(settings.d);
    }
    root.querySelectorAll("[data-label]").forEach((e) => {
      const text = settings.labels[e.dataset.label];
      if (e.matches("input, svg, .ten")) e.setAttribute("aria-label", text);
      else e.textContent = text;
    });
    find(".notches").replaceChildren(...settings.notches.map((d, at) => {
      const mark = document.createElement("span");
      mark.textContent = d;
      mark.style.left = `${(100 * at) / Math.max(settings.notches.length - 1, 1)}%`;
      mark.onclick = () => pick(at);
      return mark;
    }));
    takeTens();
    follow();
  };
  dial.arrived = takeTens;
  dial.leave = follow.cancel;
  return dial;
}

export default entry(".bottleneck", mountBottleneck);
