// uses: shared/mounted.js, shared/parts.js, shared/motion.js, shared/play_button.js, player/chart.js

// Plays frames that came as one block of bytes. `t` counts frames and runs on between them; the frame shown is its whole
// part.

const LONGEST = 100;   // milliseconds counted as passed between two frames of the screen, whatever really passed
const SMALLEST = 3;    // tracks stand side by side down to this scale; then they wrap

/**
 * @typedef {object} PlayerTrack as `Track` in __init__.py
 * @property {string} name
 * @property {string} kind
 * @property {string[]} captions
 * @property {number} width
 * @property {number} height
 * @property {number} channels
 */

/**
 * As `player` in __init__.py has it.
 * @typedef {object} PlayerHeader
 * @property {number} count frames
 * @property {PlayerTrack[]} tracks
 * @property {PlayerSeries[]} series
 * @property {FrameMarks} marks
 * @property {number} rate
 * @property {"ring" | "swing" | "once"} loop
 * @property {number} rest
 * @property {number} start
 * @property {boolean} playing
 * @property {number} zoom
 * @property {boolean} report
 * @property {Record<"play" | "pause" | "back" | "on" | "position" | "speed" | "frame", string>} labels
 */

/**
 * The format is that of `packed` in __init__.py.
 * @param {Uint8Array} bytes
 * @returns {{ header: PlayerHeader, pictures: { size: number, frames: Uint8Array }[] }}
 */
function unpackFrames(bytes) {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  /** @type {PlayerHeader} */
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
  let at = 4 + length;
  const pictures = header.tracks.map(({ width, height, channels }) => {
    const size = width * height * channels;
    const frames = bytes.subarray(at, at + size * header.count);
    at += frames.length;
    return { size, frames };
  });
  return { header, pictures };
}

/**
 * @param {ImageData} image
 * @param {Uint8Array} pixels
 * @param {number} channels 1 for grey, 4 for RGBA
 */
function writeFrame(image, pixels, channels) {
  if (channels === 4) { image.data.set(pixels); return; }
  for (let i = 0, to = 0; i < pixels.length; i++, to += 4) {
    image.data[to] = image.data[to + 1] = image.data[to + 2] = pixels[i];
    image.data[to + 3] = 255;
  }
}

/** @param {PlayerTrack} track */
function makeFigure(track) {
  const figure = document.createElement("figure");
  figure.className = track.kind;
  figure.innerHTML = '<h4></h4><canvas role="img"></canvas><figcaption></figcaption>';
  const canvas = part(figure, "canvas", HTMLCanvasElement);
  const caption = part(figure, "figcaption");
  part(figure, "h4").textContent = track.name;
  canvas.setAttribute("aria-label", track.name);
  canvas.classList.toggle("clear", track.channels === 4);
  Object.assign(canvas, { width: track.width, height: track.height });
  caption.classList.toggle("none", !track.captions.length);
  const context = penOf(canvas);
  return { figure, canvas, caption, context, image: context.createImageData(track.width, track.height) };
}

/**
 * @param {HTMLElement} root
 * @param {Uint8Array} first
 * @param {Say} say
 * @returns {Mounted<Uint8Array>}
 */
function makePlayer(root, first, say) {
  const [stage, play, back, on, counter, plot] = [".stage", ".play", ".back", ".on", ".controls output", ".plot"]
    .map((selector) => part(root, selector));
  const range = part(root, "input", HTMLInputElement);
  const speed = part(root, "select", HTMLSelectElement);
  /** @type {Uint8Array | null} */
  let taken = null;
  let { header, pictures } = unpackFrames(first);
  /** @type {ReturnType<typeof makeFigure>[]} */
  let figures = [];
  /** @type {Set<number>} */
  let rests = new Set();
  let t = 0;
  let direction = 1;
  let playing = false;
  let shown = -1;
  let restUntil = 0;
  let last = 0;

  const frame = () => Math.min(Math.max(Math.floor(t + 1e-6), 0), header.count - 1);

  function draw() {
    const now = frame();
    if (now === shown) return;
    shown = now;
    figures.forEach(({ context, image, caption }, i) => {
      const { size, frames } = pictures[i];
      const { channels, captions } = header.tracks[i];
      writeFrame(image, frames.subarray(now * size, (now + 1) * size), channels);
      context.putImageData(image, 0, 0);
      if (captions.length) caption.textContent = captions[now];
    });
    range.value = String(now);
    counter.textContent = `${now + 1} / ${header.count}`;
    const spoken = header.labels.frame.replace("{number}", String(now + 1)).replace("{count}", String(header.count));
    const captions = header.tracks.map((track) => track.captions[now]).filter(Boolean);
    range.setAttribute("aria-valuetext", [spoken, ...captions].join(", "));
    chart.show(now);
  }

  // Where an end is reached: begin again, turn round, or stop.
  function turn() {
    const end = header.count - 1;
    if (header.loop === "ring" && t >= header.count) t = rests.has(0) ? 0 : t - header.count;
    if (header.loop === "swing" && (t >= end || t <= 0)) {
      direction = t >= end ? -1 : 1;
      t = Math.min(Math.max(t, 0), end);
    }
    if (header.loop === "once" && t >= end) { t = end; setPlaying(false); }
  }

  /** @param {number} now */
  function step(now) {
    const passed = Math.min(now - last, LONGEST);
    last = now;
    if (playing && now >= restUntil) {
      const former = t;
      t += (direction * passed * header.rate * Number(speed.value)) / 1000;
      const reached = [...rests].find((mark) => direction * (mark - former) > 1e-6 && direction * (t - mark) >= 0);
      if (reached !== undefined) t = reached;
      turn();
      if (rests.has(t)) restUntil = now + (1000 * header.rest) / Number(speed.value);
    }
    draw();
    run();
  }
  const next = inNextFrame(step);
  function run() {
    if (playing) next();
  }

  /** @param {boolean} whether */
  function setPlaying(whether) {
    playing = whether && header.count > 1;
    showPlaying(play, playing, header.labels);
    last = performance.now();
    run();
  }

  function report() {
    if (header.report) say("frame", frame());
  }
  /** @param {number} number */
  function goTo(number) {
    if (playing) setPlaying(false);
    t = Math.min(Math.max(number, 0), header.count - 1);
    draw();
  }
  /** @param {number} frames */
  const stepBy = (frames) => goTo((frame() + frames + header.count) % header.count);
  function toggle() {
    if (!playing && header.loop === "once" && frame() === header.count - 1) t = 0;
    restUntil = 0;
    setPlaying(!playing);
    draw();
    if (!playing) { t = frame(); report(); }
  }

  const chart = makeChart(plot, goTo, report);
  play.onclick = toggle;
  stage.onclick = ({ target }) => { if (target instanceof HTMLCanvasElement) toggle(); };
  back.onclick = () => { stepBy(-1); report(); };
  on.onclick = () => { stepBy(1); report(); };
  range.oninput = () => goTo(Number(range.value));
  range.onchange = report;

  /** @type {Record<string, () => void>} */
  const keys = {
    ArrowLeft: () => stepBy(-1),
    ArrowRight: () => stepBy(1),
    Home: () => goTo(0),
    End: () => goTo(header.count - 1),
    " ": toggle,
  };
  /** @param {KeyboardEvent} event */
  const ours = ({ target, key, ctrlKey, metaKey, altKey }) => keys[key] && target !== speed
    && !(key === " " && target instanceof HTMLButtonElement) && !ctrlKey && !metaKey && !altKey;
  root.onkeydown = (event) => {
    if (!ours(event)) return;
    event.preventDefault();
    if (!(event.repeat && event.key === " ")) keys[event.key]();
  };
  // A key that is held steps on and on; the page hears of it once, at the end.
  root.onkeyup = (event) => { if (ours(event) && event.key !== " ") report(); };

  // The largest whole scale at which all tracks stand side by side.
  function fit() {
    const room = root.clientWidth;
    if (!taken || !room) return;
    const gaps = parseFloat(getComputedStyle(stage).columnGap) * (header.tracks.length - 1);
    const pixels = header.tracks.reduce((sum, track) => sum + track.width, 0);
    const widest = Math.max(...header.tracks.map((track) => track.width));
    const beside = Math.floor((room - gaps - 4) / pixels);
    const alone = Math.floor((room - 4) / widest);
    const scale = Math.max(Math.min(header.zoom, beside >= SMALLEST ? beside : alone), 1);
    figures.forEach(({ figure, canvas }, i) => {
      const { width, height } = header.tracks[i];
      figure.style.width = canvas.style.width = `${width * scale}px`;
      canvas.style.height = `${height * scale}px`;
    });
    chart.take(header);
    chart.show(Math.max(shown, 0));
  }

  // Other frames of the same tracks go into the canvases that are there.
  let tracksShown = "";
  function showFigures() {
    const tracks = JSON.stringify(header.tracks.map(({ captions, ...track }) => ({ ...track, captioned: captions.length > 0 })));
    if (tracks === tracksShown) return;
    tracksShown = tracks;
    figures = header.tracks.map(makeFigure);
    stage.replaceChildren(...figures.map(({ figure }) => figure));
  }

  /** @param {Uint8Array} data */
  function take(data) {
    if (data === taken) { run(); return; }
    const former = taken && { share: t / Math.max(header.count - 1, 1) };
    taken = data;
    ({ header, pictures } = unpackFrames(data));
    rests = new Set(header.marks.map(([mark]) => mark));
    t = former ? Math.round(former.share * (header.count - 1)) : header.start;
    shown = -1;
    range.max = String(header.count - 1);
    range.setAttribute("aria-label", header.labels.position);
    for (const [name, element] of Object.entries({ back, on, speed })) {
      element.title = header.labels[/** @type {keyof PlayerHeader["labels"]} */ (name)];
      element.setAttribute("aria-label", element.title);
    }
    showFigures();
    root.classList.add("ready");
    plot.hidden = !header.series.length;
    fit();
    draw();
    restUntil = rests.has(t) ? performance.now() + 1000 * header.rest : 0;
    setPlaying(former ? playing : header.playing && !calm());
  }

  const observer = new ResizeObserver(fit);
  return {
    take,
    enter: () => observer.observe(root),
    leave() {
      observer.disconnect();
      next.cancel();
    },
  };
}

export default entry(".player", makePlayer);
