// Pictures of 28 x 28 pixels.

const SIDE = 28;
const MOST_ON_SCREEN = 392;   // CSS pixels of a side

/**
 * How large a picture is shown, in CSS pixels: a whole multiple, so that all its pixels are equally large.
 * @param {number} room
 */
const sideOnScreen = (room) => Math.max(4 * SIDE, Math.floor(Math.min(room, MOST_ON_SCREEN) / SIDE) * SIDE);

/**
 * Writes pixels from 0 to `white` into the RGBA bytes of an image of the given width, with their corner at (left, top).
 * @param {ArrayLike<number>} pixels
 * @param {Uint8ClampedArray} rgba
 * @param {number} width
 * @param {number} left
 * @param {number} top
 * @param {number} [white]
 */
function writeDigit(pixels, rgba, width, left, top, white = 1) {
  for (let y = 0; y < SIDE; y++) {
    let at = 4 * ((top + y) * width + left);
    for (let x = 0; x < SIDE; x++, at += 4) {
      rgba[at] = rgba[at + 1] = rgba[at + 2] = Math.round((pixels[SIDE * y + x] / white) * 255);
      rgba[at + 3] = 255;
    }
  }
}
