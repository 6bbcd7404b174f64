// uses: shared/mounted.js, shared/parts.js, shared/turns.js

// Two pictures, one of them real. A guess goes to Python by click, tap or key; the answer comes back as data.

const LEFT = ["1", "ArrowLeft"];
const RIGHT = ["2", "ArrowRight"];
const ON = ["Enter", " "];
const FIELDS = ["INPUT", "TEXTAREA", "SELECT"];

/**
 * As `pair` in __init__.py has them.
 * @typedef {object} PairSettings
 * @property {[string, string]} pictures
 * @property {number} number
 * @property {{ picked: number, real: number, captions: [string, string], verdict: string, why: string } | null} answer
 * @property {number} answered
 * @property {{ task: string, sides: [string, string], next: string }} labels
 */

/**
 * Whether what is pressed there means something there already.
 * @param {EventTarget | undefined} at
 */
function takesKeys(at) {
  if (at instanceof HTMLElement && (FIELDS.includes(at.tagName) || at.isContentEditable)) return true;
  return at instanceof Element && at.getAttribute("role") === "slider";
}

/**
 * @param {HTMLElement} root
 * @param {PairSettings} data
 * @param {Say} say
 * @returns {Mounted<PairSettings>}
 */
function makePair(root, data, say) {
  /** @param {string} selector */
  const find = (selector) => part(root, selector);
  const choices = parts(root, ".one");
  const next = find(".next");
  let settings = data;
  let sequence = 0;
  let sentAt = -Infinity;   // while Python's answer is under way, what is pressed does not count

  /** @param {{ kind: string, side?: number }} message */
  function tell(message) {
    if (performance.now() - sentAt < LOST_AFTER_MS) return;
    sentAt = performance.now();
    sequence += 1;
    say("act", { sequence, number: settings.number, ...message });
  }
  /** @param {number} side */
  const guess = (side) => { if (!settings.answer) tell({ kind: "guess", side }); };
  const goOn = () => { if (settings.answer) tell({ kind: "next" }); };
  choices.forEach((button, side) => { button.onclick = () => guess(side); });
  next.onclick = goOn;

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    const [at] = event.composedPath();
    if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || takesKeys(at)) return;
    // Enter on a button presses that button.
    if (at instanceof Element && ON.includes(event.key) && at.closest("button, a, summary")) return;
    if (LEFT.includes(event.key)) guess(0);
    else if (RIGHT.includes(event.key)) guess(1);
    else if (ON.includes(event.key) && settings.answer) goOn();
    else return;
    event.preventDefault();
  }

  /** @param {PairSettings} given */
  function take(given) {
    settings = given;
    sequence = Math.max(sequence, settings.answered);
    sentAt = -Infinity;
    const { answer, labels } = settings;
    find(".task").textContent = labels.task;
    choices.forEach((button, side) => {
      const image = part(button, "img", HTMLImageElement);
      if (image.src !== settings.pictures[side]) image.src = settings.pictures[side];
      const caption = answer ? answer.captions[side] : labels.sides[side];
      part(button, "span").textContent = caption;
      button.setAttribute("aria-label", caption);
      button.classList.toggle("picked", answer?.picked === side);
      button.classList.toggle("real", answer?.real === side);
      button.classList.toggle("drawn", answer !== null && answer.real !== side);
    });
    const right = answer !== null && answer.picked === answer.real;
    root.classList.toggle("answered", Boolean(answer));
    root.classList.toggle("right", right);
    root.classList.toggle("wrong", answer !== null && !right);
    find(".verdict").textContent = answer ? answer.verdict : "";
    next.textContent = labels.next;
    find(".why").innerHTML = answer ? answer.why : "";
  }
  return {
    take,
    enter: () => document.addEventListener("keydown", onKey),
    leave: () => document.removeEventListener("keydown", onKey),
  };
}

export default entry(".pair", makePair);
