// uses: shared/mounted.js, shared/svg.js, shared/motion.js, shared/play_button.js

// Plays a closed walk over the ten digits. `t` counts frames; frame steps * i is digit i. Between two digits the left
// picture fades pixels while the right one shows the decoded code: the same way, once through pixels, once through codes.

const REST_MS = 1500;     // at a digit
const WALK_MS = 1700;     // from one digit to the next
const HURRY_MS = 420;     // the same, on the way to a digit that was pressed

function load(uri) {
  const image = new Image();
  image.src = uri;
  return image.decode().then(() => image);
}

function makeWalk(root) {
  const [left, right] = [...root.querySelectorAll("canvas")].map((c) => c.getContext("2d"));
  const captions = root.querySelectorAll("figcaption");
  const bars = root.querySelector(".z g");
  const range = root.querySelector("input");
  const play = root.querySelector(".play");
  const player = { t: 0, playing: !calm(), goal: null, data: null, pictures: null };
  let restUntil = performance.now() + REST_MS;
  let last = 0;
  let wanted = null;       // the data whose pictures are on their way

  const count = () => player.data.codes.length;
  const total = () => count() * player.data.steps;
  const resting = () => Math.abs(player.t / player.data.steps - Math.round(player.t / player.data.steps)) < 1e-6;

  function drawPixels(share, from, to) {
    const { inputs } = player.pictures;
    left.globalAlpha = 1;
    left.drawImage(inputs, 0, from * 28, 28, 28, 0, 0, 28, 28);
    left.globalAlpha = share;
    if (share > 0) left.drawImage(inputs, 0, to * 28, 28, 28, 0, 0, 28, 28);
  }

  function drawCode(share, from, to) {
    const { codes } = player.data;
    const reach = player.reach;
    const width = 240 / codes[from].length;
    [...bars.children].forEach((bar, i) => {
      const value = codes[from][i] + share * (codes[to][i] - codes[from][i]);
      const height = Math.max((Math.abs(value) / reach) * 106, 0.75);
      bar.setAttribute("x", i * width + width * 0.12);
      bar.setAttribute("width", width * 0.76);
      bar.setAttribute("y", value > 0 ? 112 - height : 112);
      bar.setAttribute("height", height);
    });
  }

  function draw() {
    const { steps, labels, errors } = player.data;
    const at = ((player.t % total()) + total()) % total();
    const from = Math.floor(at / steps) % count();
    const to = (from + 1) % count();
    const share = at / steps - Math.floor(at / steps);
    drawPixels(share, from, to);
    drawCode(share, from, to);
    right.drawImage(player.pictures.frames, 0, Math.floor(at) * 28, 28, 28, 0, 0, 28, 28);
    captions[0].textContent = resting() ? labels.x : labels.faded;
    captions[1].textContent = labels.z;
    captions[2].textContent = resting() ? labels.xhat.replace("{value}", errors[from]) : labels.walking;
    range.value = at;
    const near = Math.round(at / steps) % count();
    root.querySelectorAll(".digits button").forEach((b, i) => b.setAttribute("aria-pressed", String(i === near)));
  }

  function step(now) {
    const { steps } = player.data;
    const dt = Math.min(now - last, 50);
    last = now;
    if (player.goal !== null) {
      const way = player.goal - player.t;
      const move = (steps / HURRY_MS) * dt;
      player.t = Math.abs(way) <= move ? player.goal : player.t + Math.sign(way) * move;
      if (player.t === player.goal) { player.goal = null; restUntil = now + REST_MS; }
    } else if (player.playing && now >= restUntil) {
      const begin = Math.floor(player.t / steps + 1e-6) * steps;
      player.time = (player.time ?? 0) + dt;
      player.t = begin + ease(Math.min(player.time / WALK_MS, 1)) * steps;
      if (player.time >= WALK_MS) { player.t = begin + steps; player.time = 0; restUntil = now + REST_MS; }
    }
    draw();
    run();
  }
  const next = inNextFrame(step);
  function run() {
    if (player.playing || player.goal !== null) next();
  }
  const showState = () => showPlaying(play, player.playing, player.data.labels);

  function goTo(digit) {
    const ring = total();
    const now = ((player.t % ring) + ring) % ring;
    let way = digit * player.data.steps - now;
    if (way > ring / 2) way -= ring;
    if (way < -ring / 2) way += ring;
    player.time = 0;
    if (calm()) { player.t = digit * player.data.steps; draw(); return; }
    player.t = now;
    player.goal = now + way;
    last = performance.now();
    run();
  }

  play.onclick = () => {
    player.playing = !player.playing;
    player.time = 0;
    last = performance.now();
    if (!player.playing) player.t = Math.round(player.t);
    showState();
    draw();
    run();
  };
  range.oninput = () => {
    player.playing = false;
    player.goal = null;
    player.time = 0;
    player.t = Number(range.value);
    showState();
    draw();
  };

  function showDigits() {
    const group = root.querySelector(".digits");
    group.replaceChildren(...player.data.codes.map((_code, digit) => {
      const button = document.createElement("button");
      button.type = "button";
      button.title = player.data.labels.digit.replace("{digit}", digit);
      button.setAttribute("aria-label", button.title);
      button.style.backgroundImage = `url(${player.data.inputs})`;
      button.style.backgroundPositionY = `calc(var(--key) * ${-digit})`;
      button.onclick = () => goTo(digit);
      return button;
    }));
  }

  player.take = async (data) => {
    wanted = data;
    const [frames, inputs] = await Promise.all([load(data.frames), load(data.inputs)]);
    if (wanted !== data) return;
    player.data = data;
    player.pictures = { frames, inputs };
    player.reach = Math.max(...data.codes.flat().map(Math.abs));
    play.disabled = range.disabled = false;
    range.max = total() - 0.25;
    range.setAttribute("aria-label", data.labels.position);
    root.querySelector(".model").textContent = data.labels.model;
    root.querySelectorAll("[data-label]").forEach((e) => { e.textContent = data.labels[e.dataset.label]; });
    bars.replaceChildren(...data.codes[0].map(() => svg("rect", {})));
    root.querySelectorAll("figure > [role=img]").forEach((e, i) => {
      e.setAttribute("aria-label", [data.labels.x, data.labels.z, data.labels.walking][i]);
    });
    showDigits();
    showState();
    draw();
    last = performance.now();
    run();
  };
  player.leave = () => {
    wanted = null;
    next.cancel();
  };
  return player;
}

export default entry(".walk", makeWalk);
