// uses: shared/mounted.js, shared/blobs.js, shared/decoder.js, shared/pixels.js, directions/warp.js, directions/flow.js, directions/curve.js

// Sliders that move a digit: in pixels, and in its code. Everything that follows a slider is computed here, every frame;
// only where the sliders come to rest goes to Python.

function mountDirections(root) {
  const find = (selector) => root.querySelector(selector);
  const rows = [...root.querySelectorAll(".move")];
  const ranges = rows.map((row) => row.querySelector("input"));
  const contexts = [...root.querySelectorAll("canvas")].map((canvas) => canvas.getContext("2d"));
  const tile = new ImageData(28, 28);
  const drawCurve = makeChangeCurve(find(".curve svg"));
  const board = { settings: null };
  let net = null;         // { key, decode, move }
  let method = "field";
  let active = 0;
  let sequence = 0;

  const units = () => ranges.map((range) => Number(range.value));
  const withOne = (all, which, value) => all.map((unit, k) => (k === which ? value : unit));
  const moved = (all) => net.decode(net.move(board.settings.z, all, method));
  const warped = (all) => warp(board.pixels, all, board.settings.unit);

  function paint(context, pixels) {
    writeDigit(pixels, tile.data, 28, 0, 0);
    context.putImageData(tile, 0, 0);
  }

  function showNumbers(row, k, values) {
    const { decimals } = board.settings.rows[k];
    row.querySelectorAll("output").forEach((output, i) => { output.textContent = written(values[i], decimals); });
  }

  function showCurve(all) {
    const { bands, rows: described } = board.settings;
    const name = described[active];
    const change = (make) => {
      const base = measure(make(withOne(all, active, 0)))[active];
      return (t) => measure(make(withOne(all, active, t)))[active] - base;
    };
    const code = change(moved);
    drawCurve({
      reach: board.settings.reach, most: name.most, decimals: name.decimals, band: bands[method][active],
      code, pixels: change(warped), now: [all[active], code(all[active])],
    });
    find(".curve figcaption").textContent = name.changes;
    find(".curve svg").setAttribute("aria-label", name.changes);
    find(".note").textContent = `${name.unit}. ${board.settings.labels.note}`;
  }

  function draw() {
    if (!net || !board.settings.z) return;
    const all = units();
    const pictures = [board.pixels, warped(all), moved(all).slice()];
    pictures.forEach((pixels, i) => paint(contexts[i], pixels));
    const measured = pictures.map(measure);
    rows.forEach((row, k) => {
      showNumbers(row, k, measured.map((values) => values[k]));
      row.querySelector("b").textContent = written(all[k], 1).replace(/^(?=[1-9]|0\.[1-9])/, "+");
      row.classList.toggle("active", k === active);
    });
    showCurve(all);
    root.dataset.drawn = board.settings.digit;
  }
  const follow = inNextFrame(draw);

  function tell() {
    board.setValue("moved", { sequence: ++sequence, units: units(), method });
  }
  rows.forEach((row, k) => {
    const range = ranges[k];
    range.oninput = range.onfocus = () => { active = k; follow(); };
    range.onchange = tell;
    row.ondblclick = () => { range.value = 0; active = k; follow(); tell(); };
  });
  find(".reset").onclick = () => {
    ranges.forEach((range) => { range.value = 0; });
    follow();
    tell();
  };
  function showMethod() {
    root.querySelectorAll("[data-method]").forEach((button) => {
      button.setAttribute("aria-pressed", String(button.dataset.method === method));
    });
  }
  root.querySelectorAll("[data-method]").forEach((button) => {
    button.onclick = () => { method = button.dataset.method; showMethod(); follow(); tell(); };
  });

  function takeNet() {
    const bytes = blobNamed(board.settings.blob);
    if (!bytes || net?.key === board.settings.blob) return;
    const [decoder, directions] = readBlobs(bytes);
    net = { key: board.settings.blob, decode: makeDecoder(decoder), move: makeFlow(directions) };
    root.classList.add("ready");
    follow();
  }

  function showWords() {
    const { labels, rows: described, reach } = board.settings;
    root.querySelectorAll("[data-label]").forEach((e) => {
      const text = labels[e.dataset.label];
      if (e.matches("canvas")) e.setAttribute("aria-label", text);
      else e.textContent = text;
    });
    rows.forEach((row, k) => {
      row.querySelector(".what").textContent = described[k].name;
      row.querySelector("label").title = described[k].unit;
      [ranges[k].min, ranges[k].max] = [-reach, reach];
    });
  }

  board.take = (settings) => {
    const first = board.settings === null;
    board.settings = settings;
    showWords();
    if (first || settings.sequence > sequence) {
      sequence = settings.sequence;
      method = settings.method;
      settings.units.forEach((value, k) => { ranges[k].value = value; });
      active = Math.max(settings.units.findIndex(Boolean), 0);
      showMethod();
    }
    board.pixels = Float32Array.from(settings.image, (value) => value / 255);
    root.classList.toggle("empty", !settings.z);
    takeNet();
    follow();
  };
  board.arrived = takeNet;
  board.leave = follow.cancel;
  return board;
}

export default entry(".moves", mountDirections);
