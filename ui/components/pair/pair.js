// uses: shared/mounted.js, shared/turns.js

// Two pictures, one of them real. A guess goes to Python by click, tap or key; the answer comes back as data.

const LEFT = ["1", "ArrowLeft"];
const RIGHT = ["2", "ArrowRight"];
const ON = ["Enter", " "];
const FIELDS = ["INPUT", "TEXTAREA", "SELECT"];

function makePair(root) {
  const find = (selector) => root.querySelector(selector);
  const choices = [...root.querySelectorAll(".one")];
  const next = find(".next");
  const pair = { settings: null };
  let sequence = 0;
  let sentAt = -Infinity;   // while Python's answer is under way, what is pressed does not count

  function tell(message) {
    if (performance.now() - sentAt < LOST_AFTER_MS) return;
    sentAt = performance.now();
    sequence += 1;
    pair.setValue("act", { sequence, number: pair.settings.number, ...message });
  }
  const guess = (side) => { if (!pair.settings.answer) tell({ kind: "guess", side }); };
  const goOn = () => { if (pair.settings.answer) tell({ kind: "next" }); };
  choices.forEach((button, side) => { button.onclick = () => guess(side); });
  next.onclick = goOn;

  function onKey(event) {
    const at = event.composedPath()[0];
    if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || FIELDS.includes(at.tagName)) return;
    if (at.getAttribute?.("role") === "slider" || at.isContentEditable) return;
    // Enter on a button presses that button.
    const pressesItself = ON.includes(event.key) && (at.closest?.("button, a, summary") ?? false);
    if (pressesItself) return;
    if (LEFT.includes(event.key)) guess(0);
    else if (RIGHT.includes(event.key)) guess(1);
    else if (ON.includes(event.key) && pair.settings.answer) goOn();
    else return;
    event.preventDefault();
  }

  pair.take = (settings) => {
    pair.settings = settings;
    sequence = Math.max(sequence, settings.answered);
    sentAt = -Infinity;
    const { answer, labels } = settings;
    find(".task").textContent = labels.task;
    choices.forEach((button, side) => {
      const image = button.querySelector("img");
      if (image.src !== settings.pictures[side]) image.src = settings.pictures[side];
      const caption = answer ? answer.captions[side] : labels.sides[side];
      button.querySelector("span").textContent = caption;
      button.setAttribute("aria-label", caption);
      button.classList.toggle("picked", Boolean(answer) && answer.picked === side);
      button.classList.toggle("real", Boolean(answer) && answer.real === side);
      button.classList.toggle("drawn", Boolean(answer) && answer.real !== side);
    });
    const right = answer && answer.picked === answer.real;
    root.classList.toggle("answered", Boolean(answer));
    root.classList.toggle("right", Boolean(answer) && right);
    root.classList.toggle("wrong", Boolean(answer) && !right);
    find(".verdict").textContent = answer ? answer.verdict : "";
    next.textContent = labels.next;
    find(".why").innerHTML = answer ? answer.why : "";
  };
  pair.enter = () => document.addEventListener("keydown", onKey);
  pair.leave = () => document.removeEventListener("keydown", onKey);
  return pair;
}

export default entry(".pair", makePair);
