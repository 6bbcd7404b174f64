// uses: shared/mounted.js, shared/parts.js, shared/blobs.js

// Listens to a Plotly chart's own events: nothing here asks the server. Plotly is Streamlit's copy, on the window.

const HEADER = 16; // of an IDX file of images
const PIXELS = 784;

/**
 * As `lens` in __init__.py has them.
 * @typedef {object} LensSettings
 * @property {string} chart
 * @property {string} images
 * @property {string} facts
 * @property {{ name: string, colour: string, ink: string }[]} classes
 * @property {string} mask
 * @property {number} count
 * @property {number} revision
 * @property {boolean} byHand
 * @property {string} vote
 * @property {Record<string, string>} buttons
 */

/**
 * The bytes of this name, once they have come.
 * @param {string} name
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
function arrived(name) {
  return new Promise((done) => {
    const look = () => {
      const bytes = blobNamed(name);
      if (!bytes) return false;
      removeEventListener("lab-blob", look);
      done(bytes);
      return true;
    };
    if (!look()) addEventListener("lab-blob", look);
  });
}

/** @param {string} name */
async function unpackImages(name) {
  const packed = new Blob([await arrived(name)]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(packed).arrayBuffer()).subarray(HEADER);
}

/** @param {string} name */
function imagesOf(name) {
  const unpacked = (globalThis.labUnpacked ??= new Map());
  const images = unpacked.get(name) ?? unpackImages(name);
  unpacked.set(name, images);
  return images;
}

/**
 * Bit after bit, the first one highest, as numpy packs them.
 * @param {{ mask: string, count: number }} settings
 */
function selectedIn({ mask, count }) {
  const bytes = Uint8Array.from(atob(mask), (letter) => letter.charCodeAt(0));
  /** @type {number[]} */
  const found = [];
  for (let i = 0; i < count; i += 1) if (bytes[i >> 3] & (128 >> (i & 7))) found.push(i);
  return found;
}

/**
 * Three dimensions know no selected points: there a second trace holds them.
 * @param {LabChart} chart
 */
function isSolid(chart) {
  return chart.data[0].type === "scatter3d";
}

/**
 * @param {LabChart} chart
 * @param {number[]} chosen
 */
function shows(chart, chosen) {
  if (isSolid(chart)) return chart.data[1].x.length === chosen.length;
  const marked = chart.data[0].selectedpoints;
  return Boolean(marked) && marked?.length === chosen.length && chosen.every((index, i) => marked[i] === index);
}

/**
 * @param {LabChart} chart
 * @param {number[]} chosen
 * @param {Uint8Array} facts
 */
function fill(chart, chosen, facts) {
  const all = chart._fullData[0];
  const [x, y, z] = ["x", "y", "z"].map((axis) => chosen.map((i) => all[axis][i]));
  const color = chosen.map((i) => facts[i]);
  // Plotly takes a turned camera into its layout a few frames late: told here, or the new plot turns it back.
  const { camera } = chart._fullLayout.scene;
  globalThis.Plotly?.update(
    chart,
    { x: [x], y: [y], z: [z], "marker.color": [color] },
    { "scene.camera": camera },
    [1],
  );
}

/**
 * @param {HTMLElement} box
 * @param {LensSettings} first
 * @returns {Mounted<LensSettings>}
 */
function mountLens(box, first) {
  const picture = penOf(part(box, "canvas", HTMLCanvasElement));
  const text = part(box, "p");
  const pointer = { x: 0, y: 0, mouse: true };
  let data = first;
  /** @type {LabChart | undefined} */
  let chart;
  /** @type {MutationObserver | undefined} */
  let watcher;
  /** @type {Uint8Array | undefined} */
  let images;
  /** @type {Uint8Array | undefined} */
  let facts;
  /**
   * What is to be marked; undefined where the chart knows it itself.
   * @type {number[] | undefined}
   */
  let chosen;

  function place() {
    const { width, height } = box.getBoundingClientRect();
    const left = pointer.x + 18 + width > innerWidth ? pointer.x - 18 - width : pointer.x + 18;
    const top = Math.min(Math.max(pointer.y - height / 2, 4), innerHeight - height - 4);
    box.style.transform = `translate(${Math.max(left, 4)}px, ${top}px)`;
  }

  /** @param {number} label */
  function badge(label) {
    const shown = document.createElement("b");
    const { name, colour, ink } = data.classes[label];
    shown.textContent = name;
    shown.style.cssText = `background:${colour};color:${ink}`;
    return shown;
  }

  /** @param {LabHover} hover */
  function show({ points }) {
    const found = points?.[0];
    const index = found?.curveNumber ? chosen?.[found.pointNumber] : found?.pointNumber;
    if (!images || !facts || index === undefined || (found?.curveNumber ?? 0) > 1) {
      hide();
      return;
    }
    const pixels = images.subarray(index * PIXELS, (index + 1) * PIXELS);
    const frame = picture.createImageData(28, 28);
    pixels.forEach((value, i) => frame.data.set([value, value, value, 255], 4 * i));
    picture.putImageData(frame, 0, 0);
    const [label, vote] = [facts[index], facts[data.count + index]];
    text.replaceChildren(badge(label), ` #${index}`);
    if (vote !== label) {
      const other = document.createElement("small");
      other.append(`${data.vote} `, badge(vote));
      text.append(other);
    }
    box.dataset.index = String(index);
    box.hidden = false;
    place();
  }

  function hide() {
    box.hidden = true;
  }

  /** @param {PointerEvent} event */
  function point({ clientX: x, clientY: y, pointerType }) {
    Object.assign(pointer, { x, y, mouse: pointerType === "mouse" });
  }

  /**
   * A finger leaves the image on show until it touches the screen again.
   * @param {PointerEvent} event
   */
  function press(event) {
    point(event);
    hide();
  }

  /** @param {LabChart} there */
  function translate(there) {
    for (const button of parts(there, ".modebar-btn", Element)) {
      const { dataset } = /** @type {HTMLElement} */ (button);
      const name = data.buttons[dataset.title ?? ""];
      if (!name || name === dataset.title) continue;
      dataset.title = name;
      button.setAttribute("aria-label", name);
    }
  }

  // The chart may be plotted anew at any time, and then without our marks: after each plot they are compared with it.
  function mark() {
    const plotly = globalThis.Plotly;
    if (!chart?.data?.length || !plotly || !facts) return;
    if (chart.labRevision !== data.revision) {
      const drawnHere = data.byHand && chart.labRevision !== undefined && !isSolid(chart);
      chart.labRevision = data.revision;
      chosen = drawnHere ? undefined : selectedIn(data);
    }
    if (!chosen || shows(chart, chosen)) return;
    if (isSolid(chart)) fill(chart, chosen, facts);
    else plotly.update(chart, { selectedpoints: [chosen] }, { selections: [] }, [0]);
  }

  function settle() {
    if (chart) translate(chart);
    mark();
  }

  // What a visitor draws is the chart's own from its first point on.
  function draw() {
    hide();
    chosen = undefined;
  }

  function remark() {
    if (!data.byHand && chart) chart.labRevision = 0;
    setTimeout(mark);
  }

  function adopt() {
    const found = /** @type {LabChart | null} */ (document.querySelector(`.st-key-${data.chart} .js-plotly-plot`));
    if (!found || found === chart) return;
    chart = found;
    hide();
    chart.on("plotly_hover", show);
    chart.on("plotly_click", show);
    chart.on("plotly_unhover", () => pointer.mouse && hide());
    chart.on("plotly_selecting", draw);
    chart.on("plotly_deselect", remark);
    // Plotly draws first; what is marked before it has finished is lost.
    chart.on("plotly_afterplot", () => setTimeout(settle));
    chart.addEventListener("pointermove", point, true);
    chart.addEventListener("pointerleave", () => pointer.mouse && hide());
    setTimeout(settle);
  }

  /** @param {LensSettings} fresh */
  async function follow(fresh) {
    const former = data;
    data = fresh;
    if (former.images !== data.images) images = undefined;
    if (former.facts !== data.facts) facts = undefined;
    addEventListener("pointerdown", press, true);
    addEventListener("scroll", hide, true);
    watcher ??= new MutationObserver(adopt);
    const ground = document.querySelector(`.st-key-${data.chart}`);
    if (ground) watcher.observe(ground, { childList: true, subtree: true });
    adopt();
    const [bytes, pixels] = await Promise.all([arrived(data.facts), imagesOf(data.images)]);
    if (data !== fresh) return;
    [facts, images] = [bytes, pixels];
    mark();
  }

  function stop() {
    removeEventListener("pointerdown", press, true);
    removeEventListener("scroll", hide, true);
    watcher?.disconnect();
    watcher = undefined;
    hide();
  }

  return { take: (fresh) => void follow(fresh), leave: stop };
}

export default entry(".lens", mountLens);
