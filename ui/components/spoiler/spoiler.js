// uses: shared/mounted.js, shared/parts.js, shared/turns.js, shared/pixels.js, spoiler/spoils.js

// The browser owns the spoil while it changes: it paints at once and says what it did, as turns.js has it. New noise is
// drawn by Python, which answers with it.

const CALM_MS = 140;          // after so long without a change the slow methods may have their turn
const LARGEST_SEED = 999999;
const NOISES_KEPT = 40;

/**
 * What Python has drawn, by kind and seed.
 * @type {Map<string, Float32Array[]>}
 */
const noise = new Map();

/**
 * As `Scale` in __init__.py has it.
 * @typedef {{ label: string, unit: string, low: number, high: number, step: number, choices: number[], note: string }} SpoilScale
 */

/**
 * As `spoiler` in __init__.py has them.
 * @typedef {object} SpoilerSettings
 * @property {string} clean
 * @property {string[]} fields
 * @property {string} before
 * @property {boolean} complete
 * @property {Spoil} spoil
 * @property {Record<string, SpoilScale>} scales
 * @property {Record<string, number>} strengths
 * @property {string} memory
 * @property {number} answered
 * @property {Record<string, string>} labels
 */

/**
 * @param {Spoil} spoil
 * @param {string[]} fields
 */
function keepNoise(spoil, fields) {
  noise.set(`${spoil.kind}:${spoil.seed}`, fields.map(unpackFloats));
  const [oldest] = noise.keys();
  if (noise.size > NOISES_KEPT) noise.delete(oldest);
}

/**
 * @param {HTMLElement} root
 * @param {SpoilerSettings} first
 * @param {{ spoil: Spoil, strengths: Record<string, number> } & Turn} state outlives this mount
 * @param {Say} say
 * @returns {Mounted<SpoilerSettings>}
 */
function mountSpoiler(root, first, state, say) {
  const canvas = part(root, "canvas", HTMLCanvasElement);
  const context = penOf(canvas);
  const range = part(root, ".strength input", HTMLInputElement);
  const again = part(root, "button", HTMLButtonElement);
  const [patch, output, kinds, seed] = [".patch", "output", ".kinds", "small"].map((selector) => part(root, selector));
  let data = first;
  let clean = new Float32Array(SIDE * SIDE);
  /**
   * The pointer that drags the patch, with where in it it was taken.
   * @type {{ id: number, row: number, column: number } | null}
   */
  let held = null;
  let sliding = false;
  let resting = 0;

  const image = context.createImageData(SIDE, SIDE);

  /**
   * Values outside [0, 1] are clipped here, for the eye only.
   * @param {Float32Array} values
   */
  function showPixels(values) {
    writeDigit(values, image.data, SIDE, 0, 0);
    context.putImageData(image, 0, 0);
  }

  const scale = () => data.scales[state.spoil.kind];

  function paint() {
    const { spoil } = state;
    const fields = DRAWS[spoil.kind] ? noise.get(`${spoil.kind}:${spoil.seed}`) : [];
    // Until Python has drawn the noise the old picture stays.
    if (fields) showPixels(SPOILS[spoil.kind](clean, fields, spoil));
    const patched = spoil.kind === "patch";
    root.classList.toggle("patched", patched);
    patch.hidden = !patched || spoil.strength === 0;
    /** @param {number} pixels */
    const percent = (pixels) => `${(100 * pixels) / SIDE}%`;
    Object.assign(patch.style, { top: percent(spoil.top), left: percent(spoil.left),
      width: percent(spoil.strength), height: percent(spoil.strength) });
    canvas.tabIndex = patched ? 0 : -1;
    canvas.setAttribute("aria-label", data.labels[patched ? "patch" : "canvas"]);
  }

  function written() {
    const { kind, strength } = state.spoil;
    const { square } = data.labels;
    if (kind === "patch") return square.replaceAll("{side}", String(strength));
    if (kind === "downsample") return square.replaceAll("{side}", String(SIDE / strength));
    return kind === "gaussian" ? strength.toFixed(2) : `${Math.round(100 * strength)} %`;
  }

  function showControls() {
    const { choices, low, high, step, unit } = scale();
    const { spoil } = state;
    range.min = String(choices.length ? 0 : low);
    range.max = String(choices.length ? choices.length - 1 : high);
    range.step = String(choices.length ? 1 : step);
    range.value = String(choices.length ? choices.indexOf(spoil.strength) : spoil.strength);
    range.setAttribute("aria-label", unit);
    part(root, ".strength span").textContent = unit;
    output.textContent = written();
    range.setAttribute("aria-valuetext", written());
    for (const input of parts(kinds, "input", HTMLInputElement)) input.checked = input.value === spoil.kind;
    again.disabled = DRAWS[spoil.kind] === 0;
    part(root, ".note").textContent = scale().note;
    seed.textContent = again.disabled ? "" : data.labels.seed.replace("{number}", String(spoil.seed));
  }

  const turns = makeTurns(state, (sequence, all = false) => {
    clearTimeout(resting);
    say("spoil", { sequence, ...state.spoil, atRest: held === null && !sliding, all });
  });

  function refresh() {
    paint();
    showControls();
  }
  function changed() {
    state.strengths[state.spoil.kind] = state.spoil.strength;
    refresh();
    turns.tell();
  }

  /** @param {SpoilerSettings} given */
  function take(given) {
    data = given;
    clean = data.clean ? unpackFloats(data.clean) : new Float32Array(SIDE * SIDE);
    if (data.fields.length) keepNoise(data.spoil, data.fields);
    part(root, "h4").textContent = data.labels.heading;
    part(root, ".before").textContent = data.before;
    part(again, "span").textContent = data.labels.again;
    showKinds(kinds, data);
    refresh();
    clearTimeout(resting);
    // While something is held, the next movement would have to wait for the slow methods.
    if (turns.answered(data.answered) && !data.complete && !sliding && !held) {
      resting = setTimeout(() => { if (!state.underWay) turns.say(true); }, CALM_MS);
    }
  }
  // As large as the canvas beside it, in whole multiples of 28.
  const fit = new ResizeObserver(([entry]) => {
    const side = sideOnScreen(entry.contentRect.width);
    root.style.setProperty("--side", `${side}px`);
  });

  range.oninput = () => {
    const { choices } = scale();
    const { spoil } = state;
    spoil.strength = choices.length ? choices[Number(range.value)] : Number(range.value);
    // A patch that grows stays whole.
    const most = spoil.kind === "patch" ? SIDE - spoil.strength : SIDE - 1;
    [spoil.top, spoil.left] = [Math.min(spoil.top, most), Math.min(spoil.left, most)];
    changed();
  };
  range.onpointerdown = () => { sliding = true; };
  range.onpointerup = range.onpointercancel = () => { sliding = false; turns.tell(); };
  kinds.onchange = ({ target }) => {
    state.spoil.kind = /** @type {HTMLInputElement} */ (target).value;
    state.spoil.strength = state.strengths[state.spoil.kind];
    changed();
  };
  again.onclick = () => {
    state.spoil.seed = Math.floor(Math.random() * (LARGEST_SEED + 1));
    changed();
  };

  /**
   * @param {number} top
   * @param {number} left
   */
  function put(top, left) {
    const most = SIDE - Math.min(state.spoil.strength, SIDE);
    /** @param {number} place */
    const within = (place) => Math.min(Math.max(Math.round(place), 0), Math.max(most, 0));
    const [row, column] = [within(top), within(left)];
    if (row === state.spoil.top && column === state.spoil.left) return;
    [state.spoil.top, state.spoil.left] = [row, column];
    changed();
  }
  /** @param {PointerEvent} event */
  const place = (event) => {
    const box = canvas.getBoundingClientRect();
    return [((event.clientY - box.top) / box.height) * SIDE, ((event.clientX - box.left) / box.width) * SIDE];
  };
  canvas.onpointerdown = (event) => {
    if (state.spoil.kind !== "patch" || held || event.button > 0) return;
    event.preventDefault();
    canvas.focus({ preventScroll: true });
    canvas.setPointerCapture(event.pointerId);
    const [row, column] = place(event);
    const { top, left, strength } = state.spoil;
    const inside = row >= top && row < top + strength && column >= left && column < left + strength;
    // Taken where it is held; pressed beside it, the patch comes with its middle under the pointer.
    held = { id: event.pointerId, row: inside ? row - top : strength / 2, column: inside ? column - left : strength / 2 };
    put(row - held.row, column - held.column);
  };
  canvas.onpointermove = (event) => {
    if (!held || held.id !== event.pointerId) return;
    const [row, column] = place(event);
    put(row - held.row, column - held.column);
  };
  canvas.onpointerup = canvas.onpointercancel = (event) => {
    if (held?.id !== event.pointerId) return;
    held = null;
    turns.tell();   // the same once more, now at rest
  };
  canvas.onkeydown = (event) => {
    /** @type {Record<string, [down: number, right: number]>} */
    const moves = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
    const move = moves[event.key];
    if (!move || state.spoil.kind !== "patch") return;
    event.preventDefault();
    put(state.spoil.top + move[0], state.spoil.left + move[1]);
  };
  return {
    take,
    enter: () => fit.observe(root),
    leave() {
      clearTimeout(resting);
      fit.disconnect();
    },
  };
}

/**
 * @param {HTMLElement} group
 * @param {SpoilerSettings} data
 */
function showKinds(group, data) {
  const asked = Object.entries(data.scales).map(([kind, { label }]) => `${kind}=${label}`).join();
  if (group.dataset.shown === asked) return;
  group.dataset.shown = asked;
  group.setAttribute("aria-label", data.labels.kinds);
  group.replaceChildren(...Object.entries(data.scales).map(([kind, { label }]) => {
    const choice = document.createElement("label");
    const input = document.createElement("input");
    Object.assign(input, { type: "radio", name: "kind", value: kind });
    const text = document.createElement("span");
    text.textContent = label;
    choice.append(input, text);
    return choice;
  }));
}

/** @type {(root: HTMLElement, data: SpoilerSettings, say: Say) => Mounted<SpoilerSettings>} */
const mountRememberedSpoiler = (root, data, say) => {
  const begun = { spoil: { ...data.spoil }, strengths: { ...data.strengths }, sequence: data.answered };
  return mountSpoiler(root, data, remembered(data.memory, begun), say);
};

export default entry(".spoiler", mountRememberedSpoiler);
