// uses: shared/mounted.js
// uses: shared/parts.js
// uses: shared/numbers.js
// uses: shared/blobs.js
// uses: shared/decoder.js
// uses: shared/pixels.js

// A plane of styles: the point under the pointer is decoded as all ten digits, here in the browser. Only where the
// point is let go, or which digit is pressed, goes to Python.

const REACH = 3;       // standard deviations from the middle to the edge
const STEP = 0.1;      // of an arrow key
const PLANE_SIDE = 148;      // of the plane, in CSS pixels
const CLASSES = 10;

/**
 * As `style_pad` in __init__.py has them.
 * @typedef {object} StyleSettings
 * @property {Pair} style
 * @property {number | null} digit
 * @property {number} answered
 * @property {string} blob
 * @property {string} note
 * @property {Record<string, string>} labels
 */

/**
 * @param {HTMLElement} root
 * @param {StyleSettings} data
 * @param {Say} say
 * @returns {Mounted<StyleSettings>}
 */
function makeStylePad(root, data, say) {
  const plane = part(root, ".plane canvas", HTMLCanvasElement);
  const pen = penOf(plane);
  const big = penOf(part(root, ".big canvas", HTMLCanvasElement));
  const row = part(root, ".row");
  let settings = data;
  /** @type {Decode | null} */
  let decode = null;
  let blobName = "";
  /** @type {Pair} */
  let style = [0, 0];
  /** @type {number | null} */
  let digit = null;
  let sequence = 0;
  /** @type {CanvasRenderingContext2D[]} */
  const tiles = [];

  function buttons() {
    row.replaceChildren(...Array.from({ length: CLASSES }, (_unused, which) => {
      const button = document.createElement("button");
      const canvas = document.createElement("canvas");
      canvas.width = canvas.height = 28;
      button.type = "button";
      button.append(canvas, String(which));
      button.onclick = () => { digit = digit === which ? null : which; tell(); };
      tiles[which] = penOf(canvas);
      return button;
    }));
  }

  function paintPlane() {
    const ratio = devicePixelRatio || 1;
    if (plane.width !== Math.round(PLANE_SIDE * ratio)) plane.width = plane.height = Math.round(PLANE_SIDE * ratio);
    const css = getComputedStyle(root);
    /** @param {string} name */
    const colour = (name) => css.getPropertyValue(`--st-${name}`).trim();
    const middle = PLANE_SIDE / 2;
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, PLANE_SIDE, PLANE_SIDE);
    pen.strokeStyle = colour("gray-color");
    pen.lineWidth = 1;
    pen.setLineDash([2, 3]);
    for (const radius of [1, 2, 3]) {
      pen.globalAlpha = 1 - radius / 5;
      pen.beginPath();
      pen.arc(middle, middle, (radius / REACH) * middle - Number(radius === REACH), 0, 2 * Math.PI);
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
    const { labels } = settings;
    const said = style.map((v) => withMinus(v.toFixed(2))).join(", ");
    part(root, "output").textContent = labels.style.replace("{style}", `(${said})`);
    part(root, ".big figcaption").textContent = labels.asked.replace("{digit}", String(digit ?? 3));
    parts(row, "button").forEach((button, which) => {
      button.setAttribute("aria-pressed", String(which === digit));
      button.title = labels.choose.replace("{digit}", String(which));
      button.setAttribute("aria-label", button.title);
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
    say("chosen", { sequence, x: style[0], y: style[1], digit });
  }

  /** @param {PointerEvent} event */
  function move(event) {
    const box = plane.getBoundingClientRect();
    /** @param {number} share */
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

  /** @type {Record<string, Pair>} */
  const arrows = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, STEP], ArrowDown: [0, -STEP] };
  plane.onkeydown = (event) => {
    const way = arrows[event.key];
    if (!way) return;
    event.preventDefault();
    /** @param {number} v */
    const within = (v) => Math.round(100 * Math.max(-REACH, Math.min(REACH, v))) / 100;
    style = [within(style[0] + way[0]), within(style[1] + way[1])];
    needsPaint();
  };
  plane.onkeyup = (event) => { if (arrows[event.key]) tell(); };

  function takeDecoder() {
    const { blob } = settings;
    const content = blobNamed(blob);
    if (!content || blob === blobName) return;
    blobName = blob;
    const decoder = readBlobs(content).find((one) => one.kind === "decoder");
    decode = makeDecoder(/** @type {DecoderBlob} */ (decoder));
    needsPaint();
  }

  /** @param {StyleSettings} given */
  function take(given) {
    settings = given;
    // What Python knows is older than what was chosen here since.
    if (settings.answered >= sequence) {
      sequence = settings.answered;
      style = settings.style;
      digit = settings.digit;
    }
    showLabels(root, settings.labels, "*");
    plane.title = settings.labels.plane;
    part(root, "p").textContent = settings.note;
    takeDecoder();
    needsPaint();
  }

  buttons();
  const scheme = matchMedia("(prefers-color-scheme: dark)");
  return {
    take,
    arrived: takeDecoder,
    enter: () => scheme.addEventListener("change", needsPaint),
    leave() {
      scheme.removeEventListener("change", needsPaint);
      needsPaint.cancel();
    },
  };
}

export default entry(".style", makeStylePad);
