// Phrases in texts: verification of matches, highlighting, excerpts, and stretches at edit distance 1.
import * as tokens from "./tokens.js";
export { BREAK, squeezed, holds, marked, excerpt, nearly, readable };

const WIDTH = 110;
const BEFORE = 24;
const PART = "\x02";
const BREAK = "\x03";
const WORDLIKE = /^[a-z0-9]/;

// Normalizes a text to one string in which phrases are substrings.
function squeezed(text, standard) {
  const { units, runs } = tokens.cut(text, standard);
  let found = PART;
  units.forEach((unit, i) => {
    found += (i && runs[i] !== runs[i - 1] ? BREAK + PART : "") + unit + PART;
  });
  return found;
}

// Whether a normalized text contains a phrase; its last unit may be a prefix if the phrase says so.
function holds(squeezedText, phrase) {
  return squeezedText.includes(PART + phrase.units.join(PART) + (phrase.cutOff ? "" : PART));
}

// Ranges of units to highlight, with weights: whole phrases, or else runs of bigrams of the phrase.
function covered({ units, runs }, phrase) {
  const places = [];
  const sought = phrase.units;
  const same = (unit, i) =>
    unit === sought[i] || (phrase.cutOff && i === sought.length - 1 && unit.startsWith(sought[i]));
  for (let i = 0; i + sought.length <= units.length; i += 1) {
    if (runs[i] !== runs[i + sought.length - 1] || !same(units[i], 0)) continue;
    if (sought.every((_, j) => same(units[i + j], j))) places.push([i, i + sought.length - 1, sought.length * 4]);
  }
  if (places.length || sought.length < 2 || phrase.strict) return places;
  const pairs = new Set(sought.slice(1).map((unit, i) => tokens.joined(sought[i], unit)));
  for (let i = 0; i + 1 < units.length; i += 1) {
    if (runs[i] !== runs[i + 1] || !pairs.has(tokens.joined(units[i], units[i + 1]))) continue;
    const last = places[places.length - 1];
    if (last && last[1] === i) {
      last[1] = i + 1;
      last[2] += 1;
    } else places.push([i, i + 1, 1]);
  }
  return places;
}

// [from, to, weight] of all ranges to highlight, sorted and without overlap.
function places(text, phrases, standard) {
  const cut = tokens.cut(text, standard);
  const found = phrases
    .flatMap((phrase) => covered(cut, phrase))
    .map(([first, last, weight]) => [cut.starts[first], cut.ends[last], weight])
    .sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  const kept = [];
  for (const place of found) {
    const last = kept[kept.length - 1];
    if (last && place[0] < last[1]) {
      last[1] = Math.max(last[1], place[1]);
      last[2] = Math.max(last[2], place[2]);
    } else kept.push(place);
  }
  return kept;
}

// Splits the text into highlighted and other parts.
function marked(text, phrases, standard) {
  return parted(text, 0, text.length, places(text, phrases, standard));
}

function parted(text, from, to, found) {
  const parts = [];
  const add = (start, end, mark) => {
    if (end > start) parts.push({ text: text.slice(start, end).replace(/\s*\n\s*/g, "　"), mark });
  };
  let last = from;
  for (const [start, end] of found) {
    if (end <= from || start >= to) continue;
    add(last, Math.max(start, from), false);
    add(Math.max(start, from), Math.min(end, to), true);
    last = Math.min(end, to);
  }
  add(last, to, false);
  return parts;
}

// An excerpt: the window of the text with the greatest weight of matches, highlighted.
function excerpt(text, phrases, standard) {
  const found = places(text, phrases, standard);
  let best = 0,
    most = 0,
    sum = 0;
  for (let first = 0, next = 0; first < found.length; first += 1) {
    while (next < found.length && found[next][1] <= found[first][0] + WIDTH - BEFORE) sum += found[next++][2];
    if (sum > most) {
      most = sum;
      best = first;
    }
    if (next > first) sum -= found[first][2];
    else next = first + 1;
  }
  let from = found.length ? Math.max(0, found[best][0] - BEFORE) : 0;
  // An excerpt begins with a sentence if possible.
  const stop = Math.max(...["。", "；", "\n"].map((mark) => text.lastIndexOf(mark, found.length ? found[best][0] : 0)));
  if (found.length && stop >= from) from = stop + 1;
  let to = Math.min(text.length, from + WIDTH);
  if (found.length) to = Math.max(to, found[best][1]);
  from = whole(text, from);
  to = whole(text, to);
  return [
    ...(from > 0 ? [{ text: "……", mark: false }] : []),
    ...parted(text, from, to, found),
    ...(to < text.length ? [{ text: "……", mark: false }] : []),
  ];
}

// Moves an index out of the middle of a surrogate pair.
function whole(text, at) {
  return at > 0 && at < text.length && /[\udc00-\udfff]/.test(text[at]) && /[\ud800-\udbff]/.test(text[at - 1])
    ? at - 1
    : at;
}

// Stretches of a normalized text at edit distance 1 from a phrase (substitution, deletion, insertion or transposition
// of units), each with whether both sides of the edit match, which is better evidence than a match at one side.
function nearly(squeezedText, { units: sought }) {
  const found = new Map();
  // A single edit leaves one half of the phrase intact, except for a transposition in the middle.
  const middle = sought.length >> 1;
  const halves = [sought.slice(0, Math.max(1, middle - 1)), sought.slice(middle + 1)].map(
    (half) => PART + half.join(PART) + PART,
  );
  for (const run of squeezedText.split(BREAK)) {
    if (!halves.some((half) => run.includes(half))) continue;
    const units = run.split(PART).filter(Boolean);
    for (let i = 0; i < units.length; i += 1) {
      // A stretch with one edit has the same first unit, or the same second one.
      if (units[i] !== sought[0] && units[i + 1] !== sought[1] && units[i] !== sought[1]) continue;
      const near = nearlyFrom(units, i, sought);
      if (near) found.set(readable(near.stretch), near);
    }
  }
  return found;
}

// {stretch, inner, figures, rest}: its units, whether both sides of the edit match, whether figures are edited, and for
// an edit at an end the matching rest of the phrase.
function nearlyFrom(units, from, sought) {
  let same = 0;
  while (same < sought.length && units[from + same] === sought[same]) same += 1;
  if (same === sought.length) return null;
  for (const [inText, inPhrase] of [
    [1, 1],
    [1, 0],
    [0, 1],
    [2, 2],
  ]) {
    const rest = sought.slice(same + inPhrase);
    // At an end an insertion or deletion is just a shorter phrase; and a single matching unit is no evidence.
    if ((inText !== inPhrase && (!rest.length || !same)) || same + rest.length < 2) continue;
    const stretch = units.slice(from, from + same + inText + rest.length);
    if (stretch.length < same + inText + rest.length || !rest.every((unit, j) => stretch[same + inText + j] === unit))
      continue;
    const [one, other] = sought.slice(same);
    const alike =
      inText === 2
        ? stretch[same] === other && stretch[same + 1] === one
        : inText !== inPhrase || WORDLIKE.test(stretch[same]) === WORDLIKE.test(one);
    const figures = /[0-9]/.test(
      [...stretch.slice(same, same + inText), ...sought.slice(same, same + inPhrase)].join(""),
    );
    if (alike)
      return {
        stretch,
        inner: inText === 2 || (same > 0 && rest.length > 0),
        figures,
        rest: readable(same ? sought.slice(0, same) : rest),
      };
  }
  return null;
}

// Units as a query, with a space only between two that would run together.
function readable(units) {
  return units.reduce(
    (text, unit) => text + (text && WORDLIKE.test(unit) && /[a-z0-9]$/.test(text) ? " " : "") + unit,
    "",
  );
}
