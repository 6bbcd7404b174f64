// uses: shared/mounted.js, shared/parts.js, shared/turns.js, shared/pixels.js

// Draw with mouse, pen or finger. The drawing is a list of operations (image, stroke, clear), so undo is dropping the
// last one. While it changes it goes to Python as turns.js has it.

const UNITS = 280;            // the drawing's own coordinates, ten to a pixel of the network
const SCALE = devicePixelRatio > 1 ? 2 : 1;   // backing store per unit: sharp strokes on dense screens

const smallCanvas = document.createElement("canvas");
smallCanvas.width = smallCanvas.height = UNITS;
const smallContext = penOf(smallCanvas, { willReadFrequently: true });

/**
 * @typedef {{ kind: "stroke", width: number, points: Pair[] }} Stroke
 * @typedef {{ kind: "image", image: HTMLImageElement, token: string }} Picture
 * @typedef {Stroke | Picture | { kind: "clear" }} Operation
 */

/**
 * What is drawn and can be drawn again. started: what Python said last to start from.
 * @typedef {{ ops: Operation[], redo: Operation[], started: string | null, sequence: number, brush: number }} Drawing
 */

/**
 * @typedef {object} CanvasSettings
 * @property {{ id: string, image: string, token: string }} start as `Start` in __init__.py
 * @property {string} memory
 * @property {number} answered
 * @property {Record<string, string>} labels
 */

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Stroke} stroke
 */
function drawStroke(context, { points, width }) {
  context.lineCap = context.lineJoin = "round";
  context.strokeStyle = "#fff";
  context.lineWidth = width;
  context.beginPath();
  context.moveTo(...points[0]);
  // Curves through the middles of the segments: a fast hand gives few points, and corners would show.
  for (let i = 1; i < points.length - 1; i++) {
    const [x, y] = points[i];
    const [nextX, nextY] = points[i + 1];
    context.quadraticCurveTo(x, y, (x + nextX) / 2, (y + nextY) / 2);
  }
  context.lineTo(...points[points.length - 1]);
  context.stroke();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Operation[]} ops
 */
function paintDrawn(context, ops) {
  context.setTransform(SCALE, 0, 0, SCALE, 0, 0);
  context.fillStyle = "#000";
  context.fillRect(0, 0, UNITS, UNITS);
  const base = ops.findLastIndex((op) => op.kind !== "stroke");
  for (const op of ops.slice(Math.max(base, 0))) {
    if (op.kind === "stroke") drawStroke(context, op);
    if (op.kind === "image") {
      context.imageSmoothingEnabled = op.image.naturalWidth > 28;
      context.drawImage(op.image, 0, 0, UNITS, UNITS);
    }
  }
}

/** @param {Operation[]} ops */
const isBlank = (ops) => (ops.at(-1)?.kind ?? "clear") === "clear";

/**
 * What Python hears of it: the token of an untouched picture, else what is drawn.
 * @param {Operation[]} ops
 * @param {HTMLCanvasElement} canvas
 */
function drawn(ops, canvas) {
  const top = ops.at(-1);
  if (!top || isBlank(ops)) return { token: "", png: "" };
  if (top.kind === "image" && top.token) return { token: top.token, png: "" };
  if (SCALE > 1) smallContext.drawImage(canvas, 0, 0, UNITS, UNITS);
  const png = (SCALE > 1 ? smallCanvas : canvas).toDataURL("image/png");
  return { token: "", png };
}

/**
 * One drawing surface: what the elements of one mount do.
 * @param {HTMLElement} root
 * @param {Drawing & Turn} state outlives it
 * @param {Say} say
 * @returns {Mounted<CanvasSettings>}
 */
function mountCanvas(root, state, say) {
  const canvas = part(root, "canvas", HTMLCanvasElement);
  const context = penOf(canvas);
  const ring = part(root, ".ring");
  const range = part(root, "input", HTMLInputElement);
  const [undo, redo, clear] = parts(root, "button", HTMLButtonElement);
  canvas.width = canvas.height = UNITS * SCALE;
  /** @type {{ pointer: number, points: Pair[] } | null} */
  let stroke = null;

  const turns = makeTurns(state, (sequence) => {
    say("drawing", { sequence, ...drawn(state.ops, canvas), atRest: stroke === null });
  });

  function refresh() {
    paintDrawn(context, state.ops);
    undo.disabled = state.ops.length === 0;
    redo.disabled = state.redo.length === 0;
    clear.disabled = isBlank(state.ops);
  }
  function changed() {
    refresh();
    turns.tell();
  }

  /** @param {Operation} op */
  function add(op) {
    state.ops.push(op);
    state.redo = [];
  }
  /** @param {CanvasSettings["start"]} start */
  function begin(start) {
    state.started = start.id;
    if (!start.image) {
      if (!isBlank(state.ops)) add({ kind: "clear" });
      refresh();
      return;
    }
    const image = new Image();
    image.onload = () => { add({ kind: "image", image, token: start.token }); refresh(); };
    image.src = start.image;
  }

  // Where the canvas lies: asked once a stroke, since asking makes the browser lay out the page.
  /** @type {DOMRect | null} */
  let box = null;
  /** @type {(event: PointerEvent, box: DOMRect) => Pair} */
  const place = (event, { left, top, width, height }) => [
    ((event.clientX - left) / width) * UNITS, ((event.clientY - top) / height) * UNITS,
  ];
  /**
   * @param {PointerEvent} event
   * @param {DOMRect} within
   */
  function showRing(event, within) {
    const side = (state.brush / UNITS) * within.width;
    ring.hidden = event.pointerType === "touch";
    ring.style.width = ring.style.height = `${side}px`;
    ring.style.transform =
      `translate(${event.clientX - within.left - side / 2}px,${event.clientY - within.top - side / 2}px)`;
  }

  canvas.onpointerdown = (event) => {
    if (stroke || event.button > 0) return;
    event.preventDefault();
    canvas.focus({ preventScroll: true });
    box = canvas.getBoundingClientRect();
    canvas.setPointerCapture(event.pointerId);
    stroke = { pointer: event.pointerId, points: [place(event, box)] };
    add({ kind: "stroke", width: state.brush, points: stroke.points });
    changed();
  };
  canvas.onpointerenter = () => { box = canvas.getBoundingClientRect(); };
  canvas.onpointermove = (event) => {
    const within = box;
    if (!within) return;
    showRing(event, within);
    if (event.pointerId !== stroke?.pointer) return;
    const events = event.getCoalescedEvents?.() ?? [];
    stroke.points.push(...(events.length ? events : [event]).map((one) => place(one, within)));
    changed();
  };
  canvas.onpointerup = canvas.onpointercancel = (event) => {
    if (event.pointerId !== stroke?.pointer) return;
    stroke = null;
    turns.tell();   // the same picture once more, now at rest
  };
  canvas.onpointerleave = () => { ring.hidden = true; };

  undo.onclick = () => {
    const last = state.ops.pop();
    if (!last) return;
    state.redo.push(last);
    changed();
  };
  redo.onclick = () => {
    const next = state.redo.pop();
    if (!next) return;
    state.ops.push(next);
    changed();
  };
  clear.onclick = () => {
    if (isBlank(state.ops)) return;
    add({ kind: "clear" });
    changed();
  };
  canvas.onkeydown = (event) => {
    const control = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    if (control && key === "z") (event.shiftKey ? redo : undo).click();
    else if (control && key === "y") redo.click();
    else if (key === "delete" || key === "backspace") clear.click();
    else return;
    event.preventDefault();
  };
  range.value = String(state.brush);
  range.oninput = () => { state.brush = Number(range.value); };

  const fit = new ResizeObserver(([entry]) => {
    const side = sideOnScreen(entry.contentRect.width);
    canvas.style.width = canvas.style.height = part(root, ".paper").style.width = `${side}px`;
  });
  /** @param {CanvasSettings} settings */
  function take({ labels, start, answered }) {
    canvas.setAttribute("aria-label", labels.canvas);
    range.setAttribute("aria-label", labels.brush);
    part(root, ".brush").title = labels.brush;
    for (const button of [undo, redo, clear]) {
      button.title = labels[button.dataset.action ?? ""];
      button.setAttribute("aria-label", button.title);
    }
    if (state.started !== start.id) begin(start);
    turns.answered(answered);
  }
  refresh();
  return { take, enter: () => fit.observe(root), leave: () => fit.disconnect() };
}

/** @type {(root: HTMLElement, data: CanvasSettings, say: Say) => Mounted<CanvasSettings>} */
const mountRemembered = (root, { memory: name }, say) => {
  /** @type {Drawing} */
  const begun = { ops: [], redo: [], started: null, sequence: 0, brush: 22 };
  return mountCanvas(root, remembered(name, begun), say);
};

export default entry(".canvas", mountRemembered);
