// uses: shared/mounted.js, shared/blobs.js, shared/pixels.js, dial/curve.js

// The dial: all notches are here, so everything follows the slider at once; Python learns where it came to rest.

function mountDial(root) {
  const find = (selector) => root.querySelector(selector);
  const range = find("input");
  const pad = { settings: null };
  let frames = null;       // the blob: pictures of all notches
  let showOnCurve = null;
  let drawn = "";          // what the curve was drawn from
  let current = 0;
  let sequence = 0;

  // Tiles of 28 x 28, ten in a row.
  function paint(canvas, bytes, start, count) {
    const image = new ImageData(280, 28 * Math.ceil(count / 10));
    for (let k = 0; k < count; k++) {
      const from = 784 * (start + k);
      writeDigit(bytes.subarray(from, from + 784), image.data, 280, 28 * (k % 10), 28 * Math.floor(k / 10), 255);
    }
    canvas.getContext("2d").putImageData(image, 0, 0);
  }

  function showDimensions(notch) {
    const highest = Math.max(...pad.settings.notches.flatMap((n) => n.kl));
    const holder = find(".dimensions");
    while (holder.children.length > notch.kl.length) holder.lastChild.remove();
    while (holder.children.length < notch.kl.length) {
      holder.insertAdjacentHTML("beforeend", '<div class="dimension"><div class="column"><i></i></div><small></small></div>');
    }
    notch.kl.forEach((value, j) => {
      const cell = holder.children[j];
      cell.classList.toggle("collapsed", value < pad.settings.collapsedBelow);
      cell.title = `z${j + 1}: ${value.toFixed(4)}`;
      cell.querySelector("i").style.height = `${(100 * value) / highest}%`;
      cell.querySelector("small").textContent = value.toFixed(2);
    });
  }

  function show() {
    const { notches, labels } = pad.settings;
    const notch = notches[current];
    range.value = current;
    range.setAttribute("aria-valuetext", `β ${notch.beta}`);
    find(".beta").textContent = notch.beta;
    const numbers = {
      rate: notch.rate.toFixed(1), distortion: notch.distortion.toFixed(1),
      sum: (notch.rate + notch.distortion).toFixed(1),
      active: labels.of.replace("{active}", notch.active).replace("{count}", notch.kl.length),
    };
    for (const [name, value] of Object.entries(numbers)) find(`[data-number=${name}]`).textContent = value;
    [...find(".ticks").children].forEach((tick, i) => tick.classList.toggle("now", i === current));
    showOnCurve(current);
    showDimensions(notch);
    if (!frames) return;
    paint(find("canvas.xhat"), frames.xhat, 10 * current, 10);
    paint(find("canvas.samples"), frames.samples, 40 * current, 40);
    [...find(".errors").children].forEach((cell, i) => {
      cell.textContent = frames.errors[10 * current + i].toFixed(1);
    });
    root.dataset.shown = notch.beta;
  }

  function turn(to, tell) {
    if (to !== current) {
      current = to;
      show();
    }
    if (tell) pad.setValue("turned", { sequence: ++sequence, beta: pad.settings.notches[current].beta });
  }
  range.oninput = () => turn(Number(range.value), false);
  range.onchange = () => turn(Number(range.value), true);

  function takeFrames() {
    const bytes = blobNamed(pad.settings.blob);
    if (!bytes || frames?.key === pad.settings.blob) return;
    frames = { key: pad.settings.blob, ...readBlobs(bytes)[0] };
    paint(find("canvas.x"), frames.inputs, 0, 10);
    show();
  }

  // Ticks and curve are made anew only where they say something else.
  function drawScale() {
    const { notches, floor, labels } = pad.settings;
    const fresh = JSON.stringify([notches, floor, labels]);
    if (fresh === drawn) return;
    drawn = fresh;
    range.max = notches.length - 1;
    const last = notches.length - 1;
    find(".ticks").replaceChildren(...notches.map((notch, i) => {
      const tick = document.createElement("button");
      tick.type = "button";
      tick.textContent = notch.beta;
      tick.tabIndex = -1;
      tick.style.left = `${last ? (100 * i) / last : 50}%`;
      tick.onclick = () => turn(i, true);
      return tick;
    }));
    showOnCurve = makeRateDistortionCurve(find(".curve"), pad.settings, (i) => turn(i, true));
  }

  find(".errors").replaceChildren(...Array.from({ length: 10 }, () => document.createElement("span")));
  pad.take = (settings) => {
    const first = pad.settings === null;
    pad.settings = settings;
    for (const labelled of root.querySelectorAll("[data-label]")) {
      const label = settings.labels[labelled.dataset.label];
      if (labelled.matches("canvas, input, svg")) labelled.setAttribute("aria-label", label);
      else labelled.textContent = label;
    }
    find(".track").dataset.low = settings.labels.low;
    find(".track").dataset.high = settings.labels.high;
    sequence = Math.max(sequence, settings.answered);
    if (first) current = settings.notches.findIndex((notch) => notch.beta === settings.beta);
    current = Math.min(Math.max(current, 0), settings.notches.length - 1);
    drawScale();
    takeFrames();
    show();
  };
  pad.arrived = takeFrames;
  return pad;
}

export default entry(".dial", mountDial);
