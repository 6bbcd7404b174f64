// uses: shared/parts.js, shared/numbers.js, shared/svg.js

// The player's line chart: one value a frame, with a line at the frame that is shown. Drawn anew for new frames or another
// width; moving to another frame moves that line and its dots only.

const CHART = { height: 96, left: 38, right: 8, top: 8, bottom: 18 };

/**
 * A line of the chart, as `Series` in __init__.py has it.
 * @typedef {object} PlayerSeries
 * @property {string} name
 * @property {string} kind
 * @property {number[]} values
 * @property {number | null} level
 * @property {string} levelName
 * @property {number} decimals
 */

/**
 * Named frames.
 * @typedef {[frame: number, name: string][]} FrameMarks
 */

/**
 * @param {HTMLElement} plot
 * @param {(frame: number) => void} onFrame
 * @param {() => void} onLetGo
 */
function makeChart(plot, onFrame, onLetGo) {
  const picture = part(plot, "svg", SVGElement);
  const legend = part(plot, ".legend");
  /** @type {PlayerSeries[]} */
  let series = [];
  /**
   * From frame and value to pixels.
   * @type {ReturnType<typeof scale>}
   */
  let place = scale(1, 1);
  /**
   * What follows the frame; null where there is no room for a chart.
   * @type {{ now: SVGElement, dots: SVGElement[], values: HTMLElement[] } | null}
   */
  let moving = null;

  /**
   * @param {number} count frames
   * @param {number} width
   */
  function scale(count, width) {
    const all = series.flatMap((line) => [...line.values, ...(line.level === null ? [] : [line.level])]);
    const low = Math.min(0, ...all);
    const high = Math.max(...all, low + 1e-6);
    const inner = { width: width - CHART.left - CHART.right, height: CHART.height - CHART.top - CHART.bottom };
    return {
      low,
      high,
      /** @param {number} frame */
      x: (frame) => CHART.left + (count > 1 ? frame / (count - 1) : 0) * inner.width,
      /** @param {number} value */
      y: (value) => CHART.top + (1 - (value - low) / (high - low)) * inner.height,
      /** @param {number} x */
      frame: (x) => Math.round(((x - CHART.left) / inner.width) * (count - 1)),
    };
  }

  /**
   * Names at way-points, as far as there is room.
   * @param {FrameMarks} marks
   */
  function markParts(marks) {
    let free = -Infinity;
    return marks.flatMap(([frame, text]) => {
      const x = place.x(frame);
      const line = svg("line", { class: "mark", x1: x, x2: x, y1: CHART.top, y2: CHART.height - CHART.bottom });
      if (!text || x < free) return [line];
      free = x + 8 * text.length + 6;
      return [line, svg("text", { x, y: CHART.height - 4, "text-anchor": "middle" }, text)];
    });
  }

  /** @param {number} width */
  function axisParts(width) {
    const decimals = place.high >= 100 ? 0 : place.high >= 10 ? 1 : Math.max(...series.map((line) => line.decimals));
    return [place.low, place.high].flatMap((value) => {
      const y = place.y(value);
      return [
        svg("line", { class: "axis", x1: CHART.left, x2: width - CHART.right, y1: y, y2: y }),
        svg("text", { x: CHART.left - 6, y: y + 4, "text-anchor": "end" }, value ? withMinus(value.toFixed(decimals)) : "0"),
      ];
    });
  }

  /**
   * @param {PlayerSeries} line
   * @param {number} width
   */
  function lineParts(line, width) {
    const points = line.values.map((value, frame) => `${place.x(frame)},${place.y(value)}`).join(" ");
    const shapes = [svg("polyline", { class: line.kind, points })];
    if (line.level !== null) {
      const y = place.y(line.level);
      shapes.unshift(svg("line", { class: `level ${line.kind}`, x1: CHART.left, x2: width - CHART.right, y1: y, y2: y }));
    }
    return shapes;
  }

  function showLegend() {
    /** @type {HTMLElement[]} */
    const said = [];
    const values = series.map((line) => {
      const name = document.createElement("span");
      name.className = line.kind;
      const value = document.createElement("output");
      name.append(`${line.name} `, value);
      said.push(name);
      if (line.level !== null) {
        const level = document.createElement("span");
        level.className = "level";
        level.textContent = `- - ${line.levelName} ${withMinus(line.level.toFixed(line.decimals))}`;
        said.push(level);
      }
      return value;
    });
    legend.replaceChildren(...said);
    return values;
  }

  /** @param {{ series: PlayerSeries[], marks: FrameMarks, count: number }} header */
  function take(header) {
    series = header.series;
    plot.hidden = !series.length;
    const width = picture.clientWidth;
    if (plot.hidden || !width) { moving = null; return; }
    place = scale(header.count, width);
    const now = svg("line", { class: "now", y1: CHART.top, y2: CHART.height - CHART.bottom });
    const dots = series.map((line) => svg("circle", { class: line.kind, r: 5 }));
    const lines = series.flatMap((line) => lineParts(line, width));
    picture.replaceChildren(...axisParts(width), ...markParts(header.marks), ...lines, now, ...dots);
    moving = { now, dots, values: showLegend() };
  }
  /** @param {number} frame */
  function show(frame) {
    if (!moving) return;
    const { now, dots, values } = moving;
    const x = String(place.x(frame));
    now.setAttribute("x1", x);
    now.setAttribute("x2", x);
    series.forEach((line, i) => {
      dots[i].setAttribute("cx", x);
      dots[i].setAttribute("cy", String(place.y(line.values[frame])));
      values[i].textContent = withMinus(line.values[frame].toFixed(line.decimals));
    });
  }

  let scrubbing = false;
  /** @param {PointerEvent} event */
  const scrub = (event) => onFrame(place.frame(event.clientX - picture.getBoundingClientRect().left));
  picture.onpointerdown = (event) => {
    scrubbing = true;
    picture.setPointerCapture(event.pointerId);
    scrub(event);
  };
  picture.onpointermove = (event) => { if (scrubbing) scrub(event); };
  picture.onpointerup = picture.onpointercancel = () => {
    if (scrubbing) onLetGo();
    scrubbing = false;
  };
  return { take, show };
}
