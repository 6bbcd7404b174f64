// uses: shared/parts.js

// What Streamlit calls at every run: a component is mounted once for its root and takes the data of each run.

/**
 * What Streamlit hands over.
 * @template Data
 * @typedef {object} Run
 * @property {Data} data what Python gave this run
 * @property {ParentNode} parentElement holds the component's own HTML
 * @property {Say} setStateValue
 * @property {Say} setTriggerValue the same for a press: gone after one run
 */

/**
 * Tells Python: a name of the component's and what it is now.
 * @typedef {(name: string, value: unknown) => void} Say
 */

/**
 * A mounted component. `arrived` hears of each blob (ui/components/blob); `enter` and `leave` begin and end what reaches
 * beyond the root.
 * @template Data
 * @typedef {object} Mounted
 * @property {(data: Data) => void} take the data of a run
 * @property {(event: Event) => void} [arrived]
 * @property {() => void} [enter]
 * @property {() => void} [leave]
 */

/**
 * @template Data
 * @param {string} selector the component's root
 * @param {(root: HTMLElement, data: Data, say: Say) => Mounted<Data>} mount is called once for each root
 * @returns {(run: Run<Data>) => () => void} what Streamlit calls, and what it calls to end that
 */
function entry(selector, mount) {
  /** @type {WeakMap<HTMLElement, { mounted: Mounted<Data>, run: Run<Data> }>} */
  const living = new WeakMap();
  return (run) => {
    const root = part(run.parentElement, selector);
    const own = living.get(root) ?? { mounted: mount(root, run.data, (name, value) => own.run.setStateValue(name, value)), run };
    living.set(root, own);
    own.run = run;
    const { mounted } = own;
    if (mounted.arrived) addEventListener("lab-blob", mounted.arrived);
    mounted.enter?.();
    mounted.take(run.data);
    // Of two runs that come while the script loads, Streamlit calls for both and ends the former, before or after the
    // latter's call: the end of an overtaken call does not count, and an ended component may be called again.
    return () => {
      if (own.run !== run) return;
      if (mounted.arrived) removeEventListener("lab-blob", mounted.arrived);
      mounted.leave?.();
    };
  };
}

/**
 * Whatever asks, and however often: `draw` runs once, in the next frame.
 * @param {(now: number) => void} draw
 */
function inNextFrame(draw) {
  let request = 0;
  /** @param {number} now */
  const run = (now) => {
    request = 0;
    draw(now);
  };
  const ask = () => { request ||= requestAnimationFrame(run); };
  ask.cancel = () => {
    cancelAnimationFrame(request);
    request = 0;
  };
  return ask;
}
