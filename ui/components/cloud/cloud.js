// uses: shared/mounted.js, shared/ink.js, shared/blobs.js, shared/decoder.js, shared/pixels.js, shared/motion.js, shared/plane.js
// uses: cloud/numbers.js, cloud/planes.js, cloud/samples.js

// One digit's posterior: draws are made, moved and decoded here; Python learns the seed and the count once they rest.

const SHOW_MS = 850;          // one draw on its way from mu to z
const BATCH_MS = 2600;        // a hundred of them

function mountCloud(root) {
  const find = (selector) => root.querySelector(selector);
  const all = (selector) => [...root.querySelectorAll(selector)];
  const [map, lens] = [makePlane(find(".whole"), 0.9), makePlane(find(".lens"), 2.2)];
  const contexts = Object.fromEntries(
    all("[data-digit]").map((canvas) => [canvas.dataset.digit, canvas.getContext("2d")]),
  );
  const tile = contexts.z.createImageData(28, 28);
  const pad = { settings: null };
  let net = null;             // what the blob holds
  let samples = null;
  let [seed, count, shown] = [0, 0, 0];   // shown: draws on screen, on their way to count
  let began = 0;              // when the draws now arriving began, and from how many
  let from = 0;
  let picked = null;          // the draw under the pointer
  let step = "z";
  let sequence = 0;
  let grounds = "";
  let home = null;
  let x = null;

  const needs = inNextFrame(frame);
  const posterior = () => pad.settings.posterior;
  const ready = () => Boolean(net && x && posterior());

  function put(name, pixels) {
    writeDigit(pixels, tile.data, 28, 0, 0);
    contexts[name].putImageData(tile, 0, 0);
  }

  // The test codes are painted again only where something below them has changed.
  function paintGrounds(ink) {
    home = lensHome(posterior());
    const now = [net.key, ...home, ink.ground, map.view?.width].join();
    if (now === grounds && map.view && lens.view) return;
    grounds = now;
    const colours = pad.settings.badges.map(([colour]) => words(colour));
    map.paintGround(pad.settings.home, net, colours, 0.5);
    lens.paintGround(home, net, colours, 0.55);
  }

  function advance(now) {
    if (shown >= count) return 1;
    began ||= now;
    const left = count - from;
    const share = calm() ? 1 : Math.min((now - began) / (left === 1 ? SHOW_MS : BATCH_MS), 1);
    shown = left === 1 ? (share < 1 ? shown : count) : from + Math.floor(share * left);
    if (shown === count) tell();
    return left === 1 ? ease(share) : 1;
  }

  function showNumbers(index) {
    const epsilon = index === null ? [0, 0] : epsilonAt(seed, index);
    const numbers = numbersOf(posterior(), epsilon);
    fillTable(find("table"), numbers);
    all(".formula span").forEach((line, j) => { line.textContent = FORMULAS[step](numbers, j); });
    find(".which").textContent = index === null ? pad.settings.labels.atMean
      : pad.settings.labels.draw.replace("{number}", index + 1);
    put("z", samples.pixelsOf(numbers.z));
    find("[data-loss=z]").textContent = samples.lossOf(numbers.z).toFixed(1);
    return numbers.z;
  }

  function showLoss() {
    const { floor, kl } = pad.settings;
    const drawn = samples.losses.length;
    const atMean = samples.lossOf(posterior().mu);
    const cross = drawn ? samples.meanLoss() : atMean;
    find("[data-loss=mean]").textContent = atMean.toFixed(1);
    find("[data-loss=average]").textContent = drawn ? `${cross.toFixed(1)}` : "–";
    const parts = { floor, above: cross - floor, kl0: kl[0], kl1: kl[1] };
    for (const [name, value] of Object.entries(parts)) {
      find(`.bar [data-part=${name}]`).style.flexGrow = Math.max(value, 0);
      find(`.key [data-part=${name}] output`).textContent = value.toFixed(1);
    }
    find(".total output").textContent = (cross + kl[0] + kl[1]).toFixed(1);
    root.dataset.loss = cross;
  }

  function frame(now) {
    if (!ready() || !map.fitted) return;
    const ink = readInk(root);
    const share = advance(now);
    const done = samples.work(shown, performance.now() + DECODE_MS);
    const arriving = shown < count && count - from === 1;
    const index = picked !== null && picked < shown ? picked : arriving ? shown : shown ? shown - 1 : null;
    const z = showNumbers(index);
    paintGrounds(ink);
    paintMap(map, ink, net, pad.settings.badges, posterior(), home);
    paintLens(lens, ink, posterior(), samples.places, index === null ? null : z, arriving ? share : 1);
    put("mean", samples.pixelsOf(posterior().mu));
    put("average", samples.losses.length ? samples.mean() : samples.pixelsOf(posterior().mu));
    showLoss();
    mark(index);
    find(".count").textContent = pad.settings.labels.count[shown === 1 ? 0 : 1].replace("{count}", shown);
    const rests = done && shown === count;
    root.dataset.drawn = rests ? count : -1;
    if (!rests) needs();
  }

  // The cell of the draw that the numbers belong to.
  function mark(index) {
    const ring = find(".ring");
    ring.hidden = index === null || index < shown - CELLS || shown === 0;
    if (ring.hidden) return;
    const cell = index % CELLS;
    Object.assign(ring.style, { left: `${10 * (cell % 10)}%`, top: `${10 * Math.floor(cell / 10)}%` });
  }

  function tell() {
    pad.setValue("draws", { sequence: ++sequence, seed, count });
  }

  function draw(more) {
    if (shown < count) samples.work(shown = count, Infinity);
    from = shown;
    count = Math.min(count + more, pad.settings.most);
    began = 0;
    picked = null;
    showButtons();
    needs();
  }

  function reset(newSeed, newCount) {
    [seed, count, shown, from, picked] = [newSeed, newCount, newCount, newCount, null];
    find("[data-do=seed]").value = seed;
    if (ready()) samples.about(posterior(), x, seed);
    if (samples && !newCount) samples.clear();
    showButtons();
    tell();
    needs();
  }

  function showButtons() {
    find("[data-do=one]").disabled = find("[data-do=hundred]").disabled = count >= pad.settings.most;
    find("[data-do=clear]").disabled = count === 0;
  }

  find("[data-do=one]").onclick = () => ready() && draw(1);
  find("[data-do=hundred]").onclick = () => ready() && draw(CELLS);
  find("[data-do=clear]").onclick = () => reset(seed, 0);
  find("[data-do=dice]").onclick = () => reset(Math.floor(Math.random() * pad.settings.seeds), count);
  find("[data-do=seed]").onchange = ({ target }) => {
    const asked = Math.floor(Number(target.value));
    reset(asked >= 0 && asked < pad.settings.seeds ? asked : seed, count);
  };
  for (const button of all("th button")) {
    button.onclick = button.onpointerenter = () => { step = button.dataset.step; showStep(); };
  }
  function showStep() {
    for (const cell of all("td[data-step]")) cell.classList.toggle("lit", cell.dataset.step === step);
    all("th button").forEach((b) => b.setAttribute("aria-pressed", b.dataset.step === step));
    needs();
  }

  // Cells hold the newest hundred: a cell's draw is the last one that fell on it.
  const drawIn = (cell) => {
    const newest = shown - 1 - ((shown - 1 - cell) % CELLS + CELLS) % CELLS;
    return newest >= 0 ? newest : null;
  };
  const grid = contexts.grid.canvas;
  grid.onpointermove = grid.onpointerdown = ({ offsetX, offsetY }) => {
    const [column, row] = [offsetX, offsetY].map((v) => Math.min(Math.floor((10 * v) / grid.clientWidth), 9));
    picked = drawIn(10 * Math.max(row, 0) + Math.max(column, 0));
    needs();
  };
  grid.onpointerleave = ({ pointerType }) => { if (pointerType === "mouse") { picked = null; needs(); } };
  grid.onkeydown = (event) => {
    const move = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -10, ArrowDown: 10 }[event.key];
    if (!move || !shown) return;
    event.preventDefault();
    const least = Math.max(shown - CELLS, 0);
    picked = Math.min(Math.max((picked ?? shown - 1) + move, least), shown - 1);
    needs();
  };

  function fit() {
    map.fitted = [map.fit(), lens.fit()].every(Boolean);
    grounds = "";
    needs();
  }

  function takeNet() {
    const bytes = blobNamed(pad.settings.blob);
    if (!bytes || net?.key === pad.settings.blob) return;
    const [decoder, codes] = readBlobs(bytes);
    net = { key: pad.settings.blob, ...codes, names: classPlaces(codes) };
    samples = makeSamples(contexts.grid, makeDecoder({ ...decoder, output: "identity" }));
    take();
  }

  function take() {
    const { settings } = pad;
    root.classList.toggle("nothing", Boolean(settings.empty));
    find(".empty").textContent = settings.empty;
    x = settings.x.length ? Float32Array.from(settings.x) : null;
    if (!ready()) return;
    samples.about(posterior(), x, seed);
    root.classList.add("ready");
    needs();
  }

  pad.take = (settings) => {
    const first = pad.settings === null;
    pad.settings = settings;
    sequence = Math.max(sequence, settings.answered);
    for (const element of all("[data-label]")) {
      const label = settings.labels[element.dataset.label];
      if (element.matches("canvas, input, .icon")) element.setAttribute("aria-label", element.title = label);
      else element.textContent = label;
    }
    if (first) {
      [seed, count] = [settings.seed, settings.count];
      [shown, from] = settings.arriving ? [0, 0] : [count, count];
      find("[data-do=seed]").value = seed;
      showStep();
      showButtons();
    }
    takeNet();
    take();
  };

  const observer = new ResizeObserver(fit);
  root.addEventListener("transitionend", (event) => { if (event.target.matches(".probe")) needs(); });
  pad.arrived = takeNet;
  pad.enter = () => all(".plane").forEach((plane) => observer.observe(plane));
  pad.leave = () => {
    observer.disconnect();
    needs.cancel();
  };
  return pad;
}

export default entry(".cloud", mountCloud);
