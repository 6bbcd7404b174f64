// One word under way to Python at a time; when the answer comes, only the latest follows.

const LOST_AFTER_MS = 3000;   // an answer that has not come by then was lost with its connection

/**
 * What this tab remembers of a conversation. sequence: number of the last word. underWay: the one that is not answered
 * yet, 0 where none is. waiting: there is more to say.
 * @typedef {{ sequence: number, sentAt: number, underWay: number, waiting: boolean }} Turn
 */

/**
 * Survives a change of page: the module stays loaded while the tab lives.
 * @type {Map<string, object>}
 */
const memory = new Map();

/**
 * What this tab remembers under a name; `begun` where it is new, with the `sequence` of the last word.
 * @template {{ sequence: number }} State
 * @param {string} name
 * @param {State} begun
 * @returns {State & Turn}
 */
function remembered(name, begun) {
  const state = /** @type {State & Turn} */ (memory.get(name) ?? { ...begun, sentAt: 0, waiting: false });
  memory.set(name, state);
  // What was under way to the page that was left will not be answered here.
  state.underWay = 0;
  return state;
}

/**
 * @param {Turn} state
 * @param {(sequence: number, all?: boolean) => void} send hands the latest word to Python
 */
function makeTurns(state, send) {
  /** @param {boolean} [all] */
  const say = (all) => {
    state.waiting = false;
    state.sentAt = performance.now();
    state.underWay = ++state.sequence;
    send(state.sequence, all);
  };
  return {
    say,
    tell() {
      const lost = performance.now() - state.sentAt > LOST_AFTER_MS;
      if (state.underWay && !lost) state.waiting = true;
      else say();
    },
    /**
     * Python has worked on the word of this number; true where nothing is left to say.
     * @param {number} sequence
     */
    answered(sequence) {
      if (sequence < state.underWay) return false;
      state.underWay = 0;
      if (state.waiting) say();
      return !state.underWay;
    },
  };
}
