// uses: shared/mounted.js, shared/parts.js, shared/blobs.js, shared/pixels.js, dial/curve.js

// The dial: all notches are here, so everything follows the slider at once; Python learns where it came to rest.

/**
 * @param {HTMLElement} root
 * @param {DialSettings} data
 * @param {Say} say
 * @returns {Mounted<DialSettings>}
 */
function mountDial(root, data, say) {
  /** @param {string} selector */
  const find = (selector) => part(root, selector);
  const range = part(root, "input", HTMLInputElement);
  const [given, made, drawn] = ["x", "xhat", "samples"].map((kind) => part(root, `canvas.${kind}`, HTMLCanvasElement));
  let settings = data;
  let first = true;
  /**
   * The blob: pictures of all notches.
   * @type {Packed | null}
   */
  let frames = null;
  let shownBlob = "";
  /** @type {(current: number) => void} */
  let showOnCurve = () => {};
  let scale = "";          // what the curve was drawn from
  let current = 0;
  let sequence = 0;

  /**
   * Tiles of 28 x 28, ten in a row.
   * @param {HTMLCanvasElement} canvas
   * @param {Uint8Array} bytes
   * @param {number} start
   * @param {number} count
   */
  function paint(canvas, bytes, start, count) {
    const image = new ImageData(280, 28 * Math.ceil(count / 10));
    for (let k = 0; k < count; k++) {
      const from = 784 * (start + k);
      writeDigit(bytes.subarray(from, from + 784), image.data, 280, 28 * (k % 10), 28 * Math.floor(k / 10), 255);
    }
    penOf(canvas).putImageData(image, 0, 0);
  }

  /** @param {Notch} notch */
  function showDimensions(notch) {
    const highest = Math.max(...settings.notches.flatMap((n) => n.kl));
    const holder = find(".dimensions");
    while (holder.children.length > notch.kl.length) holder.lastChild?.remove();
    while (holder.children.length < notch.kl.length) {
      holder.insertAdjacentHTML("beforeend", '<div class="dimension"><div class="column"><i></i></div><small></small></div>');
    }
    parts(holder, ".dimension").forEach((cell, j) => {
      const value = notch.kl[j];
      cell.classList.toggle("collapsed", value < settings.collapsedBelow);
      cell.title = `z${j + 1}: ${value.toFixed(4)}`;
      part(cell, "i").style.height = `${(100 * value) / highest}%`;
      part(cell, "small").textContent = value.toFixed(2);
    });
  }

  function show() {
    const { notches, labels } = settings;
    const notch = notches[current];
    range.value = String(current);
    range.setAttribute("aria-valuetext", `β ${notch.beta}`);
    find(".beta").textContent = String(notch.beta);
    const numbers = {
      rate: notch.rate.toFixed(1), distortion: notch.distortion.toFixed(1),
      sum: (notch.rate + notch.distortion).toFixed(1),
      active: labels.of.replace("{active}", String(notch.active)).replace("{count}", String(notch.kl.length)),
    };
    for (const [name, value] of Object.entries(numbers)) find(`[data-number=${name}]`).textContent = value;
    [...find(".ticks").children].forEach((tick, i) => tick.classList.toggle("now", i === current));
    showOnCurve(current);
    showDimensions(notch);
    if (!frames) return;
    const { xhat, samples, errors } = frames;
    paint(made, xhat, 10 * current, 10);
    paint(drawn, samples, 40 * current, 40);
    [...find(".errors").children].forEach((cell, i) => {
      cell.textContent = errors[10 * current + i].toFixed(1);
    });
    root.dataset.shown = String(notch.beta);
  }

  /**
   * @param {number} to
   * @param {boolean} tell whether Python hears of it
   */
  function turn(to, tell) {
    if (to !== current) {
      current = to;
      show();
    }
    if (tell) say("turned", { sequence: ++sequence, beta: settings.notches[current].beta });
  }
  range.oninput = () => turn(Number(range.value), false);
  range.onchange = () => turn(Number(range.value), true);

  function takeFrames() {
    const bytes = blobNamed(settings.blob);
    if (!bytes || shownBlob === settings.blob) return;
    shownBlob = settings.blob;
    [frames] = readBlobs(bytes);
    paint(given, frames.inputs, 0, 10);
    show();
  }

  // Ticks and curve are made anew only where they say something else.
  function drawScale() {
    const { notches, floor, labels } = settings;
    const fresh = JSON.stringify([notches, floor, labels]);
    if (fresh === scale) return;
    scale = fresh;
    const last = notches.length - 1;
    range.max = String(last);
    find(".ticks").replaceChildren(...notches.map((notch, i) => {
      const tick = document.createElement("button");
      tick.type = "button";
      tick.textContent = String(notch.beta);
      tick.tabIndex = -1;
      tick.style.left = `${last ? (100 * i) / last : 50}%`;
      tick.onclick = () => turn(i, true);
      return tick;
    }));
    showOnCurve = makeRateDistortionCurve(part(root, ".curve", SVGElement), settings, (i) => turn(i, true));
  }

  find(".errors").replaceChildren(...Array.from({ length: 10 }, () => document.createElement("span")));
  /** @param {DialSettings} now */
  function take(now) {
    settings = now;
    showLabels(root, settings.labels, "canvas, input, svg");
    find(".track").dataset.low = settings.labels.low;
    find(".track").dataset.high = settings.labels.high;
    sequence = Math.max(sequence, settings.answered);
    if (first) current = settings.notches.findIndex((notch) => notch.beta === settings.beta);
    first = false;
    current = Math.min(Math.max(current, 0), settings.notches.length - 1);
    drawScale();
    takeFrames();
    show();
  }
  return { take, arrived: takeFrames };
}

export default entry(".dial", mountDial);
