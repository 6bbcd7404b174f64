// Decoded grids: digits all over the plane, each where its code lies.

// Inverse of the standard normal distribution function (Acklam's rational approximation, relative error 1.2e-9).
function normalQuantile(p) {
  const poly = (x, ...c) => c.reduce((sum, k) => sum * x + k, 0);
  if (p > 0.5) return -normalQuantile(1 - p);
  if (p < 0.02425) {
    const q = Math.sqrt(-2 * Math.log(p));
    return poly(q, -7.784894002430293e-3, -0.3223964580411365, -2.400758277161838, -2.549732539343734,
      4.374664141464968, 2.938163982698783)
      / poly(q, 7.784695709041462e-3, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1);
  }
  const q = p - 0.5;
  const r = q * q;
  return (q * poly(r, -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269,
    -30.66479806614716, 2.506628277459239))
    / poly(r, -54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572, 1);
}

const GRIDS = { grid20: 20, grid30: 30, gauss20: 20 };
const TAIL = 0.006;   // of the prior on either side that a grid at quantiles leaves out

// The cells' borders and middles along one axis. A grid at quantiles gives every cell the same share of the prior.
function cellAxis(kind, low, high) {
  const count = GRIDS[kind];
  const place = kind.startsWith("gauss")
    ? (share) => normalQuantile(TAIL + (1 - 2 * TAIL) * share)
    : (share) => low + (high - low) * share;
  return Array.from({ length: count }, (_, i) => ({
    from: place(i / count), middle: place((i + 0.5) / count), to: place((i + 1) / count),
  }));
}

// A grid that is decoded a few cells at a time, so that the page never stalls. `work(deadline)` goes on until then.
function makeGrid(kind, home, decode) {
  // Square cells over the whole range: digits keep their shape.
  const half = Math.max(home[1] - home[0], home[3] - home[2]) / 2;
  const [x, y] = [(home[0] + home[1]) / 2, (home[2] + home[3]) / 2];
  const columns = cellAxis(kind, x - half, x + half);
  const rows = cellAxis(kind, y - half, y + half).reverse();
  const side = GRIDS[kind];
  const canvas = new OffscreenCanvas(28 * side, 28 * side);
  const context = canvas.getContext("2d");
  const tile = context.createImageData(28, 28);
  let next = 0;
  const grid = { done: false };

  grid.work = (deadline) => {
    while (next < side * side && performance.now() < deadline) {
      const [row, column] = [Math.floor(next / side), next % side];
      writeDigit(decode([columns[column].middle, rows[row].middle]), tile.data, 28, 0, 0);
      context.putImageData(tile, 28 * column, 28 * row);
      next++;
    }
    grid.done = next === side * side;
  };

  // The middle of the cell that a code lies in, or null outside.
  grid.snap = ([zx, zy]) => {
    const column = columns.find(({ from, to }) => zx >= from && zx < to);
    const row = rows.find(({ from, to }) => zy >= from && zy < to);
    return column && row ? [column.middle, row.middle] : null;
  };

  grid.paint = (target, view) => {
    target.imageSmoothingQuality = "high";
    if (!kind.startsWith("gauss")) {
      const [left, top] = view.toScreen([columns[0].from, rows[0].to]);
      const extent = 2 * half * view.scale;
      target.imageSmoothingEnabled = extent < 2 * canvas.width;
      target.drawImage(canvas, left, top, extent, extent);
      return;
    }
    rows.forEach((row, j) => columns.forEach((column, i) => {
      const [left, top] = view.toScreen([column.from, row.to]);
      const [right, bottom] = view.toScreen([column.to, row.from]);
      if (right < 0 || bottom < 0 || left > view.width || top > view.height) return;
      const [wide, high] = [right - left, bottom - top];
      const extent = Math.min(wide, high);
      target.fillStyle = "#000";
      target.fillRect(left, top, wide - 0.5, high - 0.5);
      target.imageSmoothingEnabled = extent < 56;
      target.drawImage(canvas, 28 * i, 28 * j, 28, 28,
        left + (wide - extent) / 2, top + (high - extent) / 2, extent - 0.5, extent - 0.5);
    }));
  };
  return grid;
}
