// uses: shared/mounted.js, shared/turns.js, shared/pixels.js

// Draw with mouse, pen or finger. The drawing is a list of operations (image, stroke, clear), so undo is dropping the
// last one. While it changes it goes to Python as turns.js has it.

const UNITS = 280;            // the drawing's own coordinates, ten to a pixel of the network
const SCALE = devicePixelRatio > 1 ? 2 : 1;   // backing store per unit: sharp strokes on dense screens

const smallCanvas = document.createElement("canvas");
smallCanvas.width = smallCanvas.height = UNITS;
const smallContext = smallCanvas.getContext("2d", { willReadFrequently: true });

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
  context.lineTo(...points.at(-1));
  context.stroke();
}

function paint(context, ops) {
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

const isBlank = (ops) => ops.length === 0 || ops.at(-1).kind === "clear";

function drawn(ops, canvas) {
  const top = ops.at(-1);
  if (isBlank(ops)) return { token: "", png: "" };
  if (top.kind === "image" && top.token) return { token: top.token, png: "" };
  if (SCALE > 1) smallContext.drawImage(canvas, 0, 0, UNITS, UNITS);
  const png = (SCALE > 1 ? smallCanvas : canvas).toDataURL("image/png");
  return { token: "", png };
}

// One drawing surface: what the elements of one mount do. `state` outlives it.
function mountCanvas(root, state) {
  const canvas = root.querySelector("canvas");
  const context = canvas.getContext("2d");
  const ring = root.querySelector(".ring");
  const range = root.querySelector("input");
  const [undo, redo, clear] = root.querySelectorAll("button");
  canvas.width = canvas.height = UNITS * SCALE;
  let stroke = null;
  let pointer = null;

  const surface = {};
  const turns = makeTurns(state, (sequence) => {
    surface.setValue("drawing", { sequence, ...drawn(state.ops, canvas), atRest: pointer === null });
  });

  function refresh() {
    paint(context, state.ops);
    undo.disabled = state.ops.length === 0;
    redo.disabled = state.redo.length === 0;
    clear.disabled = isBlank(state.ops);
  }
  function changed() {
    refresh();
    turns.tell();
  }

  function add(op) {
    state.ops.push(op);
    state.redo = [];
  }
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
  let box = null;
  const place = (event) => [
    ((event.clientX - box.left) / box.width) * UNITS, ((event.clientY - box.top) / box.height) * UNITS,
  ];
  function showRing(event) {
    const side = (state.brush / UNITS) * box.width;
    ring.hidden = event.pointerType === "touch";
    ring.style.width = ring.style.height = `${side}px`;
    ring.style.transform =
      `translate(${event.clientX - box.left - side / 2}px,${event.clientY - box.top - side / 2}px)`;
  }

  canvas.onpointerdown = (event) => {
    if (pointer !== null || event.button > 0) return;
    event.preventDefault();
    canvas.focus({ preventScroll: true });
    pointer = event.pointerId;
    box = canvas.getBoundingClientRect();
    canvas.setPointerCapture(pointer);
    stroke = { kind: "stroke", width: state.brush, points: [place(event)] };
    add(stroke);
    changed();
  };
  canvas.onpointerenter = () => { box = canvas.getBoundingClientRect(); };
  canvas.onpointermove = (event) => {
    if (!box) return;
    showRing(event);
    if (event.pointerId !== pointer) return;
    const events = event.getCoalescedEvents?.() ?? [];
    stroke.points.push(...(events.length ? events : [event]).map(place));
    changed();
  };
  canvas.onpointerup = canvas.onpointercancel = (event) => {
    if (event.pointerId !== pointer) return;
    pointer = null;
    stroke = null;
    turns.tell();   // the same picture once more, now at rest
  };
  canvas.onpointerleave = () => { ring.hidden = true; };

  undo.onclick = () => {
    if (!state.ops.length) return;
    state.redo.push(state.ops.pop());
    changed();
  };
  redo.onclick = () => {
    if (!state.redo.length) return;
    state.ops.push(state.redo.pop());
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
  range.value = state.brush;
  range.oninput = () => { state.brush = Number(range.value); };

  const fit = new ResizeObserver(([entry]) => {
    const side = sideOnScreen(entry.contentRect.width);
    canvas.style.width = canvas.style.height = root.querySelector(".paper").style.width = `${side}px`;
  });
  surface.enter = () => fit.observe(root);
  surface.leave = () => fit.disconnect();

  surface.take = ({ labels, start, answered }) => {
    canvas.setAttribute("aria-label", labels.canvas);
    range.setAttribute("aria-label", labels.brush);
    root.querySelector(".brush").title = labels.brush;
    for (const button of [undo, redo, clear]) {
      button.title = labels[button.dataset.action];
      button.setAttribute("aria-label", button.title);
    }
    if (state.started !== start.id) begin(start);
    turns.answered(answered);
  };
  refresh();
  return surface;
}

export default entry(".canvas", (root, data) =>
  mountCanvas(root, remembered(data.memory, { ops: [], redo: [], started: null, sequence: 0, brush: 22 })));
