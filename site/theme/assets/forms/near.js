/* Which known word a mistyped one is like: the measure is that of Python's difflib, so that a form guesses what
   `taizhang check` guesses. */

/** The longest run that both have between the bounds: where it begins in each, and its length. */
function longest(one, other, [from, to, start, end]) {
  let best = [from, start, 0];
  let runs = new Map();
  for (let i = from; i < to; i += 1) {
    const next = new Map();
    for (let j = start; j < end; j += 1) {
      if (one[i] !== other[j]) continue;
      const size = (runs.get(j - 1) ?? 0) + 1;
      next.set(j, size);
      if (size > best[2]) best = [i - size + 1, j - size + 1, size];
    }
    runs = next;
  }
  return best;
}

function matched(one, other, bounds) {
  const [i, j, size] = longest(one, other, bounds);
  if (!size) return 0;
  const [from, to, start, end] = bounds;
  return size + matched(one, other, [from, i, start, j]) + matched(one, other, [i + size, to, j + size, end]);
}

/** How alike two texts are, from 0 to 1. */
export function likeness(one, other) {
  const [a, b] = [[...one], [...other]];
  const total = a.length + b.length;
  return total ? (2 * matched(a, b, [0, a.length, 0, b.length])) / total : 1;
}

/** The one of `known` that `word` is most like, if at least so alike; else "". */
export function nearest(word, known, least = 0.6) {
  let best = ["", -1];
  const size = [...word].length;
  for (const one of known) {
    const other = [...one].length;
    if (2 * Math.min(size, other) < least * (size + other)) continue; // too different in length to be alike
    const worth = likeness(one, word);
    if (worth >= least && (worth > best[1] || (worth === best[1] && one > best[0]))) best = [one, worth];
  }
  return best[0];
}
