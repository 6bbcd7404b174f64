// Whether and how things move.

// Asked for by the visitor's system.
const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

// From 0 to 1, slow at both ends.
const ease = (u) => u * u * (3 - 2 * u);
