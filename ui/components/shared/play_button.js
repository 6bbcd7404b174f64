// The button that plays and pauses.

const PLAY = "M8 5v14l11-7z";
const PAUSE = "M7 5h4v14H7zM13 5h4v14h-4z";

/**
 * @param {HTMLElement} button
 * @param {boolean} playing
 * @param {Record<"play" | "pause", string>} labels
 */
function showPlaying(button, playing, labels) {
  button.querySelector("path")?.setAttribute("d", playing ? PAUSE : PLAY);
  button.title = labels[playing ? "pause" : "play"];
  button.setAttribute("aria-label", button.title);
}
