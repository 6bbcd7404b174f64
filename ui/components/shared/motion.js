// Whether and how things move.

/** Whether the visitor asked for little motion. */
const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/**
 * From 0 to 1, slow at both ends.
 * @param {number} u
 */
const ease = (u) => u * u * (3 - 2 * u);
