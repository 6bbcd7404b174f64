// The page's colours, as its theme has them now, for what is painted by hand.

// '#3f90da' -> 0xda903f, a colour as makeDots takes it.
function words(colour) {
  return (parseInt(colour.slice(5, 7), 16) << 16) | (parseInt(colour.slice(3, 5), 16) << 8)
    | parseInt(colour.slice(1, 3), 16);
}

function readInk(root) {
  const style = getComputedStyle(root);
  const of = (name) => style.getPropertyValue(`--st-${name}`).trim();
  return {
    ground: of("background-color"), text: of("text-color"), quiet: of("gray-color"), line: of("border-color"),
    code: of("violet-color"), input: of("blue-color"), output: of("orange-color"), font: of("font") || "sans-serif",
  };
}
