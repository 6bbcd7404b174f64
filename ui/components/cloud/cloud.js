// uses: shared/mounted.js
// uses: shared/parts.js
// uses: shared/motion.js
// uses: shared/numbers.js
// uses: shared/blobs.js
// uses: shared/decoder.js
// uses: shared/pixels.js
// uses: shared/ink.js
// uses: shared/plane.js, cloud/draws.js, cloud/loss.js, cloud/numbers.js, cloud/planes.js, cloud/samples.js

// One digit's posterior: draws are made, moved and decoded here; Python learns the seed and the count once they rest.

const SHOW_MS = 850;          // one draw on its way from mu to z
const BATCH_MS = 2600;        // a hundred of them

/**
 * @param {HTMLElement} root
 * @param {CloudSettings} data
 * @param {Say} say
 * @returns {Mounted<CloudSettings>}
 */
function mountCloud(root, data, say) {
  /** @param {string} selector */
  const find = (selector) => part(root, selector);
  const [map, lens] = [makePlane(find(".whole"), 0.9), makePlane(find(".lens"), 2.2)];
  /** @param {string} name */
  const pen = (name) => penOf(part(root, `[data-digit=${name}]`, HTMLCanvasElement));
  const pens = { z: pen("z"), mean: pen("mean"), average: pen("average") };
  const grid = pen("grid");
  const tile = grid.createImageData(28, 28);
  const ring = find(".ring");
  const seedInput = part(root, "[data-do=seed]", HTMLInputElement);
  const [one, hundred, clear] = ["one", "hundred", "clear"]
    .map((what) => part(root, `[data-do=${what}]`, HTMLButtonElement));
  const heads = parts(root, "th button", HTMLButtonElement);
  let settings = data;
  let first = true;
  /**
   * What the blob holds.
   * @type {Coded & { key: string, names: Pair[], samples: ReturnType<typeof makeSamples> } | null}
   */
  let net = null;
  let [seed, count, shown] = [0, 0, 0];   // shown: draws on screen, on their way to count
  let began = 0;              // when the draws now arriving began, and from how many
  let from = 0;
  /**
   * The draw under the pointer.
   * @type {number | null}
   */
  let picked = null;
  /** @type {keyof Steps} */
  let step = "z";
  let sequence = 0;
  let grounds = "";
  let fitted = false;
  /**
   * Both planes above their test codes.
   * @type {{ map: Above, lens: Above } | null}
   */
  let above = null;
  /** @type {Float32Array | null} */
  let x = null;

  const needs = inNextFrame(frame);

  /** Model and digit, where both are there. */
  function found() {
    const { posterior } = settings;
    return net && x && posterior ? { net, samples: net.samples, posterior, x } : null;
  }

  /**
   * @param {keyof typeof pens} name
   * @param {Numbers} pixels
   */
  function put(name, pixels) {
    writeDigit(pixels, tile.data, 28, 0, 0);
    pens[name].putImageData(tile, 0, 0);
  }

  /**
   * The test codes are painted again only where something below them has changed.
   * @param {Coded & { key: string }} coded
   * @param {Extent} home
   * @param {Ink} ink
   */
  function planesAbove(coded, home, ink) {
    const now = [coded.key, ...home, ink.ground].join();
    if (above && now === grounds) return above;
    grounds = now;
    const colours = settings.badges.map(([colour]) => colourWord(colour));
    above = { map: map.paintGround(settings.home, coded, colours, 0.5), lens: lens.paintGround(home, coded, colours, 0.55) };
    return above;
  }

  /** @param {number} now */
  function advance(now) {
    if (shown >= count) return 1;
    began ||= now;
    const left = count - from;
    const share = calm() ? 1 : Math.min((now - began) / (left === 1 ? SHOW_MS : BATCH_MS), 1);
    shown = left === 1 ? (share < 1 ? shown : count) : from + Math.floor(share * left);
    if (shown === count) tell();
    return left === 1 ? ease(share) : 1;
  }

  /**
   * The draw that the numbers belong to; none where nothing is drawn.
   * @param {boolean} arriving whether one is on its way
   */
  function current(arriving) {
    if (picked !== null && picked < shown) return picked;
    if (arriving) return shown;
    return shown ? shown - 1 : null;
  }

  /** @param {number} now */
  function frame(now) {
    const there = found();
    if (!there || !fitted) return;
    const { samples, posterior } = there;
    const ink = readInk(root);
    const share = advance(now);
    const done = samples.work(shown, performance.now() + DECODE_MS);
    const arriving = shown < count && count - from === 1;
    const index = current(arriving);
    const numbers = numbersOf(posterior, index === null ? [0, 0] : epsilonAt(seed, index));
    showSteps(root, numbers, step);
    find(".which").textContent = index === null ? settings.labels.atMean
      : settings.labels.draw.replace("{number}", String(index + 1));
    put("z", samples.pixelsOf(numbers.z));
    find("[data-loss=z]").textContent = samples.lossOf(numbers.z).toFixed(1);
    const home = lensHome(posterior);
    const planes = planesAbove(there.net, home, ink);
    map.begin(planes.map.view, ink);
    paintMap(planes.map, ink, there.net.names, settings.badges, posterior, home);
    lens.begin(planes.lens.view, ink);
    paintLens(planes.lens, ink, posterior, samples.places(), index === null ? null : numbers.z, arriving ? share : 1);
    put("mean", samples.pixelsOf(posterior.mu));
    put("average", samples.count() ? samples.mean() : samples.pixelsOf(posterior.mu));
    showLoss(root, settings, samples, posterior);
    mark(index);
    find(".count").textContent = formFor(settings.labels.count, shown).replace("{count}", String(shown));
    const rests = done && shown === count;
    root.dataset.drawn = String(rests ? count : -1);
    if (!rests) needs();
  }

  /**
   * The cell of the draw that the numbers belong to.
   * @param {number | null} index
   */
  function mark(index) {
    const none = index === null || index < shown - CELLS || shown === 0;
    ring.hidden = none;
    if (none) return;
    const cell = index % CELLS;
    Object.assign(ring.style, { left: `${10 * (cell % 10)}%`, top: `${10 * Math.floor(cell / 10)}%` });
  }

  function tell() {
    say("draws", { sequence: ++sequence, seed, count });
  }

  /** @param {number} more */
  function draw(more) {
    const there = found();
    if (!there) return;
    if (shown < count) there.samples.work(shown = count, Infinity);
    from = shown;
    count = Math.min(count + more, settings.most);
    began = 0;
    picked = null;
    showButtons();
    needs();
  }

  /**
   * @param {number} newSeed
   * @param {number} newCount
   */
  function reset(newSeed, newCount) {
    [seed, count, shown, from, picked] = [newSeed, newCount, newCount, newCount, null];
    seedInput.value = String(seed);
    const there = found();
    there?.samples.about({ posterior: there.posterior, x: there.x, seed });
    if (!newCount) net?.samples.clear();
    showButtons();
    tell();
    needs();
  }

  function showButtons() {
    one.disabled = hundred.disabled = count >= settings.most;
    clear.disabled = count === 0;
  }

  one.onclick = () => draw(1);
  hundred.onclick = () => draw(CELLS);
  clear.onclick = () => reset(seed, 0);
  find("[data-do=dice]").onclick = () => reset(Math.floor(Math.random() * settings.seeds), count);
  seedInput.onchange = () => {
    const asked = Math.floor(Number(seedInput.value));
    reset(asked >= 0 && asked < settings.seeds ? asked : seed, count);
  };
  for (const button of heads) {
    button.onclick = button.onpointerenter = () => { step = /** @type {keyof Steps} */ (button.dataset.step); showStep(); };
  }
  function showStep() {
    for (const cell of parts(root, "td[data-step]")) cell.classList.toggle("lit", cell.dataset.step === step);
    for (const button of heads) button.setAttribute("aria-pressed", String(button.dataset.step === step));
    needs();
  }

  /**
   * Cells hold the newest hundred: a cell's draw is the last one that fell on it.
   * @param {number} cell
   */
  const drawIn = (cell) => {
    const newest = shown - 1 - ((shown - 1 - cell) % CELLS + CELLS) % CELLS;
    return newest >= 0 ? newest : null;
  };
  const cells = grid.canvas;
  cells.onpointermove = cells.onpointerdown = ({ offsetX, offsetY }) => {
    const [column, row] = [offsetX, offsetY].map((v) => Math.min(Math.floor((10 * v) / cells.clientWidth), 9));
    picked = drawIn(10 * Math.max(row, 0) + Math.max(column, 0));
    needs();
  };
  cells.onpointerleave = ({ pointerType }) => { if (pointerType === "mouse") { picked = null; needs(); } };
  /** @type {Record<string, number>} */
  const moves = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -10, ArrowDown: 10 };
  cells.onkeydown = (event) => {
    const move = moves[event.key];
    if (!move || !shown) return;
    event.preventDefault();
    const least = Math.max(shown - CELLS, 0);
    picked = Math.min(Math.max((picked ?? shown - 1) + move, least), shown - 1);
    needs();
  };

  function fit() {
    fitted = [map.fit(), lens.fit()].every(Boolean);
    above = null;
    needs();
  }

  function takeNet() {
    const bytes = blobNamed(settings.blob);
    if (!bytes || net?.key === settings.blob) return;
    const [decoder, coded] = readBlobs(bytes);
    const { codes, labels } = /** @type {Coded} */ (coded);
    const decode = makeDecoder({ .../** @type {DecoderBlob} */ (decoder), output: "identity" });
    net = { key: settings.blob, codes, labels, names: classPlaces({ codes, labels }), samples: makeSamples(grid, decode) };
    takeDigit();
  }

  function takeDigit() {
    root.classList.toggle("nothing", Boolean(settings.empty));
    find(".empty").textContent = settings.empty;
    x = settings.x.length ? Float32Array.from(settings.x) : null;
    const there = found();
    if (!there) return;
    there.samples.about({ posterior: there.posterior, x: there.x, seed });
    root.classList.add("ready");
    needs();
  }

  /** @param {CloudSettings} given */
  function take(given) {
    settings = given;
    sequence = Math.max(sequence, settings.answered);
    showLabels(root, settings.labels, "canvas, input, .icon", true);
    if (first) {
      [seed, count] = [settings.seed, settings.count];
      [shown, from] = settings.arriving ? [0, 0] : [count, count];
      seedInput.value = String(seed);
      showStep();
      showButtons();
    }
    first = false;
    takeNet();
    takeDigit();
  }

  const observer = new ResizeObserver(fit);
  root.addEventListener("transitionend", ({ target }) => {
    if (target instanceof Element && target.matches(".probe")) needs();
  });
  return {
    take,
    arrived: takeNet,
    enter: () => parts(root, ".plane").forEach((plane) => observer.observe(plane)),
    leave() {
      observer.disconnect();
      needs.cancel();
    },
  };
}

export default entry(".cloud", mountCloud);
