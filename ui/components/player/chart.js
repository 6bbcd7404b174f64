// uses: shared/svg.js, shared/numbers.js

// The player's line chart: one value a frame, with a line at the frame that is shown. Drawn anew for new frames or another
// width; moving to another frame moves that line and its dots only.

const CHART = { height: 96, left: 38, right: 8, top: 8, bottom: 18 };

function makeChart(plot, onFrame, onLetGo) {
  const picture = plot.querySelector("svg");
  const legend = plot.querySelector(".legend");
  let series = [];
  let place = null;      // from frame and value to pixels
  let moving = null;     // what follows the frame

  function scale(count, width) {
    const all = series.flatMap((line) => [...line.values, ...(line.level === null ? [] : [line.level])]);
    const low = Math.min(0, ...all);
    const high = Math.max(...all, low + 1e-6);
    const inner = { width: width - CHART.left - CHART.right, height: CHART.height - CHART.top - CHART.bottom };
    return {
      low,
      high,
      x: (frame) => CHART.left + (count > 1 ? frame / (count - 1) : 0) * inner.width,
      y: (value) => CHART.top + (1 - (value - low) / (high - low)) * inner.height,
      frame: (x) => Math.round(((x - CHART.left) / inner.width) * (count - 1)),
    };
  }

  // Names at way-points, as far as there is room.
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

  function lineParts(line, width) {
    const points = line.values.map((value, frame) => `${place.x(frame)},${place.y(value)}`).join(" ");
    const parts = [svg("polyline", { class: line.kind, points })];
    if (line.level !== null) {
      const y = place.y(line.level);
      parts.unshift(svg("line", { class: `level ${line.kind}`, x1: CHART.left, x2: width - CHART.right, y1: y, y2: y }));
    }
    return parts;
  }

  function showLegend() {
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

  const chart = {};
  chart.take = (header) => {
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
  };
  chart.show = (frame) => {
    if (!moving) return;
    const x = place.x(frame);
    moving.now.setAttribute("x1", x);
    moving.now.setAttribute("x2", x);
    series.forEach((line, i) => {
      moving.dots[i].setAttribute("cx", x);
      moving.dots[i].setAttribute("cy", place.y(line.values[frame]));
      moving.values[i].textContent = withMinus(line.values[frame].toFixed(line.decimals));
    });
  };

  let scrubbing = false;
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
  return chart;
}
