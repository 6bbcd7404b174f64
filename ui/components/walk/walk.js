// uses: shared/mounted.js, shared/parts.js, shared/motion.js, shared/svg.js, shared/play_button.js

// Plays a closed walk over the ten digits. `t` counts frames; frame steps * i is digit i. Between two digits the left
// picture fades pixels while the right one shows the decoded code: the same way, once through pixels, once through codes.

const REST_MS = 1500;     // at a digit
const WALK_MS = 1700;     // from one digit to the next
const HURRY_MS = 420;     // the same, on the way to a digit that was pressed

/**
 * As `walk_player` in __init__.py has them.
 * @typedef {object} WalkSettings
 * @property {string} frames address of all frames, one below the other
 * @property {string} inputs address of the ten digits
 * @property {number[][]} codes of the ten digits
 * @property {string[]} errors
 * @property {number} steps from one digit to the next
 * @property {Record<string, string> & Record<"play" | "pause", string>} labels
 */

/**
 * What is walked, once its pictures are there.
 * @typedef {{ data: WalkSettings, frames: HTMLImageElement, inputs: HTMLImageElement, reach: number, total: number }} Walked
 */

/** @param {string} uri */
function load(uri) {
  const image = new Image();
  image.src = uri;
  return image.decode().then(() => image);
}

/**
 * @param {HTMLElement} root
 * @returns {Mounted<WalkSettings>}
 */
function makeWalk(root) {
  const [left, right] = parts(root, "canvas", HTMLCanvasElement).map((canvas) => penOf(canvas));
  const captions = parts(root, "figcaption");
  const bars = part(root, ".z g", SVGElement);
  const range = part(root, "input", HTMLInputElement);
  const play = part(root, ".play", HTMLButtonElement);
  const digits = part(root, ".digits");
  let t = 0;
  let playing = !calm();
  /**
   * Where it hurries to, in frames.
   * @type {number | null}
   */
  let goal = null;
  let time = 0;            // on the way from the last digit
  let restUntil = performance.now() + REST_MS;
  let last = 0;
  /** @type {Walked | null} */
  let walked = null;
  /**
   * The data whose pictures are on their way.
   * @type {WalkSettings | null}
   */
  let wanted = null;

  /**
   * @param {HTMLImageElement} inputs
   * @param {number} share
   * @param {number} from
   * @param {number} to
   */
  function drawPixels(inputs, share, from, to) {
    left.globalAlpha = 1;
    left.drawImage(inputs, 0, from * 28, 28, 28, 0, 0, 28, 28);
    left.globalAlpha = share;
    if (share > 0) left.drawImage(inputs, 0, to * 28, 28, 28, 0, 0, 28, 28);
  }

  /**
   * @param {number[]} from
   * @param {number[]} to
   * @param {number} share of the way between them
   * @param {number} reach of the longest bar
   */
  function drawCode(from, to, share, reach) {
    const width = 240 / from.length;
    [...bars.children].forEach((bar, i) => {
      const value = from[i] + share * (to[i] - from[i]);
      const height = Math.max((Math.abs(value) / reach) * 106, 0.75);
      bar.setAttribute("x", String(i * width + width * 0.12));
      bar.setAttribute("width", String(width * 0.76));
      bar.setAttribute("y", String(value > 0 ? 112 - height : 112));
      bar.setAttribute("height", String(height));
    });
  }

  /** @param {Walked} walk */
  function draw({ data: { steps, labels, errors, codes }, frames, inputs, reach, total }) {
    const resting = Math.abs(t / steps - Math.round(t / steps)) < 1e-6;
    const at = ((t % total) + total) % total;
    const from = Math.floor(at / steps) % codes.length;
    const to = (from + 1) % codes.length;
    const share = at / steps - Math.floor(at / steps);
    drawPixels(inputs, share, from, to);
    drawCode(codes[from], codes[to], share, reach);
    right.drawImage(frames, 0, Math.floor(at) * 28, 28, 28, 0, 0, 28, 28);
    captions[0].textContent = resting ? labels.x : labels.faded;
    captions[1].textContent = labels.z;
    captions[2].textContent = resting ? labels.xhat.replace("{value}", errors[from]) : labels.walking;
    range.value = String(at);
    const near = Math.round(at / steps) % codes.length;
    parts(digits, "button").forEach((button, i) => button.setAttribute("aria-pressed", String(i === near)));
  }

  /** @param {number} now */
  function step(now) {
    if (!walked) return;
    const { steps } = walked.data;
    const dt = Math.min(now - last, 50);
    last = now;
    if (goal !== null) {
      const way = goal - t;
      const move = (steps / HURRY_MS) * dt;
      t = Math.abs(way) <= move ? goal : t + Math.sign(way) * move;
      if (t === goal) { goal = null; restUntil = now + REST_MS; }
    } else if (playing && now >= restUntil) {
      const begin = Math.floor(t / steps + 1e-6) * steps;
      time += dt;
      t = begin + ease(Math.min(time / WALK_MS, 1)) * steps;
      if (time >= WALK_MS) { t = begin + steps; time = 0; restUntil = now + REST_MS; }
    }
    draw(walked);
    run();
  }
  const next = inNextFrame(step);
  function run() {
    if (playing || goal !== null) next();
  }

  /**
   * @param {Walked} walk
   * @param {number} digit
   */
  function goTo(walk, digit) {
    const { data: { steps }, total } = walk;
    const now = ((t % total) + total) % total;
    let way = digit * steps - now;
    if (way > total / 2) way -= total;
    if (way < -total / 2) way += total;
    time = 0;
    if (calm()) { t = digit * steps; draw(walk); return; }
    t = now;
    goal = now + way;
    last = performance.now();
    run();
  }

  play.onclick = () => {
    if (!walked) return;
    playing = !playing;
    time = 0;
    last = performance.now();
    if (!playing) t = Math.round(t);
    showPlaying(play, playing, walked.data.labels);
    draw(walked);
    run();
  };
  range.oninput = () => {
    if (!walked) return;
    playing = false;
    goal = null;
    time = 0;
    t = Number(range.value);
    showPlaying(play, playing, walked.data.labels);
    draw(walked);
  };

  /** @param {Walked} walk */
  function showDigits(walk) {
    const { inputs, codes, labels } = walk.data;
    digits.replaceChildren(...codes.map((_code, digit) => {
      const button = document.createElement("button");
      button.type = "button";
      button.title = labels.digit.replace("{digit}", String(digit));
      button.setAttribute("aria-label", button.title);
      button.style.backgroundImage = `url(${inputs})`;
      button.style.backgroundPositionY = `calc(var(--key) * ${-digit})`;
      button.onclick = () => goTo(walk, digit);
      return button;
    }));
  }

  /** @param {WalkSettings} data */
  async function take(data) {
    wanted = data;
    const [frames, inputs] = await Promise.all([load(data.frames), load(data.inputs)]);
    if (wanted !== data) return;
    const { codes, labels, steps } = data;
    walked = { data, frames, inputs, reach: Math.max(...codes.flat().map(Math.abs)), total: codes.length * steps };
    play.disabled = range.disabled = false;
    range.max = String(walked.total - 0.25);
    range.setAttribute("aria-label", labels.position);
    part(root, ".model").textContent = labels.model;
    showLabels(root, labels, ":not(*)");
    bars.replaceChildren(...codes[0].map(() => svg("rect", {})));
    parts(root, "figure > [role=img]", Element).forEach((e, i) => {
      e.setAttribute("aria-label", [labels.x, labels.z, labels.walking][i]);
    });
    showDigits(walked);
    showPlaying(play, playing, labels);
    draw(walked);
    last = performance.now();
    run();
  }
  return {
    take: (data) => void take(data),
    leave() {
      wanted = null;
      next.cancel();
    },
  };
}

export default entry(".walk", makeWalk);
