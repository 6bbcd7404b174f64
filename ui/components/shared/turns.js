// One word under way to Python at a time; when the answer comes, only the latest follows.

const LOST_AFTER_MS = 3000;   // an answer that has not come by then was lost with its connection
const memory = new Map();     // survives a change of page: the module stays loaded while the tab lives

// What this tab remembers under a name; `begun` where it is new, with the `sequence` of the last word.
function remembered(name, begun) {
  if (!memory.has(name)) memory.set(name, { ...begun, sentAt: 0, waiting: false });
  // What was under way to the page that was left will not be answered here.
  return Object.assign(memory.get(name), { underWay: 0 });
}

// `send(sequence, ...more)` hands the latest word to Python.
function makeTurns(state, send) {
  const turns = {};
  turns.say = (...more) => {
    state.waiting = false;
    state.sentAt = performance.now();
    state.underWay = ++state.sequence;
    send(state.sequence, ...more);
  };
  turns.tell = () => {
    const lost = performance.now() - state.sentAt > LOST_AFTER_MS;
    if (state.underWay && !lost) state.waiting = true;
    else turns.say();
  };
  // Python has worked on the word of this number; true where nothing is left to say.
  turns.answered = (sequence) => {
    if (sequence < state.underWay) return false;
    state.underWay = 0;
    if (state.waiting) turns.say();
    return !state.underWay;
  };
  return turns;
}
