// `count` places at equal distances along a broken line, both ends included, as `evenly` in ae_core/interpolation.py.
function evenly(line, count) {
  const walked = [0];
  for (let i = 1; i < line.length; i++) {
    walked.push(walked[i - 1] + Math.hypot(line[i][0] - line[i - 1][0], line[i][1] - line[i - 1][1]));
  }
  let leg = 1;
  return Array.from({ length: count }, (_, k) => {
    const wanted = (walked.at(-1) * k) / (count - 1);
    while (leg < line.length - 1 && walked[leg] < wanted) leg++;
    const share = Math.min((wanted - walked[leg - 1]) / (walked[leg] - walked[leg - 1] || 1), 1);
    return [0, 1].map((axis) => line[leg - 1][axis] + share * (line[leg][axis] - line[leg - 1][axis]));
  });
}
