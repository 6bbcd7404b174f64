// uses: shared/mounted.js, shared/numbers.js, shared/blobs.js, shared/decoder.js, shared/pixels.js

// A plane of styles: the point under the pointer is decoded as all ten digits, here in the browser. Only where the
// point is let go, or which digit is pressed, goes to Python.

const REACH = 3;       // standard deviations from the middle to the edge
const STEP = 0.1;      // of an arrow key
const PLANE_SIDE = 148;      // of the plane, in CSS pixels
const CLASSES = 10;

function makeStylePad(root) {
  const plane = root.querySelector(".plane canvas");
  const big = root.querySelector(".big canvas").getContext("2d");
  const row = root.querySelector(".row");
  const pad = { settings: null };
  let decode = null;
  let blobName = "";
  let style = [0, 0];
  let digit = null;
  let sequence = 0;
  const tiles = [];

  function buttons() {
    row.replaceChildren(...Array.from({ length: CLASSES }, (_unused, which) => {
      const button = document.createElement("button");
      const canvas = document.createElement("canvas");
      canvas.width = canvas.height = 28;
      button.type = "button";
      button.append(canvas, String(which));
      button.onclick = () => { digit = digit === which ? null : which; tell(); };
      tiles[which] = canvas.getContext("2d");
      return button;
    }));
  }

  function paintPlane() {
    const ratio = devicePixelRatio || 1;
    if (plane.width !== Math.round(PLANE_SIDE * ratio)) plane.width = plane.height = Math.round(PLANE_SIDE * ratio);
    const css = getComputedStyle(root);
    const colour = (name) => css.getPropertyValue(`--st-${name}`).trim();
    const pen = plane.getContext("2d");
    const middle = PLANE_SIDE / 2;
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, PLANE_SIDE, PLANE_SIDE);
    pen.strokeStyle = colour("gray-color");
    pen.lineWidth = 1;
    pen.setLineDash([2, 3]);
    for (const radius of [1, 2, 3]) {
      pen.globalAlpha = 1 - radius / 5;
      pen.beginPath();
      pen.arc(middle, middle, (radius / REACH) * middle - (radius === REACH), 0, 2 * Math.PI);
      pen.stroke();
    }
    pen.setLineDash([]);
    pen.globalAlpha = 1;
    pen.fillStyle = colour("violet-color");
    pen.strokeStyle = colour("background-color");
    pen.lineWidth = 2.5;
    pen.beginPath();
    pen.arc(middle * (1 + style[0] / REACH), middle * (1 - style[1] / REACH), 7, 0, 2 * Math.PI);
    pen.fill();
    pen.stroke();
  }

  function paint() {
    paintPlane();
    const { labels } = pad.settings;
    const said = style.map((v) => withMinus(v.toFixed(2))).join(", ");
    root.querySelector("output").textContent = labels.style.replace("{style}", `(${said})`);
    root.querySelector(".big figcaption").textContent = labels.asked.replace("{digit}", digit ?? 3);
    [...row.children].forEach((button, which) => {
      button.setAttribute("aria-pressed", String(which === digit));
      button.setAttribute("aria-label", labels.choose.replace("{digit}", which));
      button.title = button.getAttribute("aria-label");
    });
    if (!decode) return;
    const tile = new ImageData(28, 28);
    const code = new Float32Array(style.length + CLASSES);
    for (let which = 0; which < CLASSES; which++) {
      code.fill(0);
      code.set(style);
      code[style.length + which] = 1;
      writeDigit(decode(code), tile.data, 28, 0, 0);
      tiles[which].putImageData(tile, 0, 0);
      if (which === (digit ?? 3)) big.putImageData(tile, 0, 0);
    }
    root.classList.add("ready");
  }
  const needsPaint = inNextFrame(paint);

  function tell() {
    sequence += 1;
    needsPaint();
    pad.setValue("chosen", { sequence, x: style[0], y: style[1], digit });
  }

  function move(event) {
    const box = plane.getBoundingClientRect();
    const at = (share) => Math.round(100 * REACH * Math.max(-1, Math.min(1, 2 * share - 1))) / 100;
    style = [at((event.clientX - box.left) / box.width), -at((event.clientY - box.top) / box.height)];
    needsPaint();
  }
  plane.onpointerdown = (event) => { plane.setPointerCapture(event.pointerId); move(event); };
  plane.onpointermove = (event) => { if (plane.hasPointerCapture(event.pointerId)) move(event); };
  plane.onpointerup = (event) => {
    if (!plane.hasPointerCapture(event.pointerId)) return;
    move(event);
    tell();
  };

  const ARROWS = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, STEP], ArrowDown: [0, -STEP] };
  plane.onkeydown = (event) => {
    const way = ARROWS[event.key];
    if (!way) return;
    event.preventDefault();
    style = style.map((v, i) => Math.round(100 * Math.max(-REACH, Math.min(REACH, v + way[i]))) / 100);
    needsPaint();
  };
  plane.onkeyup = (event) => { if (ARROWS[event.key]) tell(); };

  function takeDecoder() {
    const { blob } = pad.settings;
    const content = blobNamed(blob);
    if (!content || blob === blobName) return;
    blobName = blob;
    decode = makeDecoder(readBlobs(content).find((one) => one.kind === "decoder"));
    needsPaint();
  }

  pad.take = (settings) => {
    pad.settings = settings;
    // What Python knows is older than what was chosen here since.
    if (settings.answered >= sequence) {
      sequence = settings.answered;
      style = settings.style;
      digit = settings.digit;
    }
    root.querySelectorAll("[data-label]").forEach((one) => {
      one.setAttribute("aria-label", settings.labels[one.dataset.label]);
      if (one === plane) one.title = settings.labels.plane;
    });
    root.querySelector("p").textContent = settings.note;
    takeDecoder();
    needsPaint();
  };

  buttons();
  const scheme = matchMedia("(prefers-color-scheme: dark)");
  pad.arrived = takeDecoder;
  pad.enter = () => scheme.addEventListener("change", needsPaint);
  pad.leave = () => {
    scheme.removeEventListener("change", needsPaint);
    needsPaint.cancel();
  };
  return pad;
}

export default entry(".style", makeStylePad);
