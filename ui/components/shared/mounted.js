// What Streamlit calls at every run: a component is mounted once for its root and takes the data of each run.

const living = new WeakMap();

// `mount(root, data)` gives { take(data), arrived, enter(), leave() }: `arrived` hears of each blob (ui/components/blob),
// `enter` and `leave` begin and end what reaches beyond the root; it is given `setValue`. All but `take` may be missing.
function entry(selector, mount) {
  return ({ data, parentElement, setStateValue }) => {
    const root = parentElement.querySelector(selector);
    if (!living.has(root)) living.set(root, mount(root, data));
    const own = living.get(root);
    const call = {};
    Object.assign(own, { call, setValue: setStateValue });
    if (own.arrived) addEventListener("lab-blob", own.arrived);
    own.enter?.();
    own.take(data);
    // Of two runs that come while the script loads, Streamlit calls for both and ends the former, before or after the
    // latter's call: the end of an overtaken call does not count, and an ended component may be called again.
    return () => {
      if (own.call !== call) return;
      if (own.arrived) removeEventListener("lab-blob", own.arrived);
      own.leave?.();
    };
  };
}

// Whatever asks, and however often: `draw` runs once, in the next frame.
function inNextFrame(draw) {
  let request = 0;
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
