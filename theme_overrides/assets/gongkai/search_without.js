// Exclusion operator: a word with a minus before it, after a space. The same rule as
// hooks/gongkai/searching/without.py.
export { parted, joined };

const BLANK = "[ \\t\\n\\u00a0\\u3000]";
const QUOTE = '"[^"“”]+"|“[^“”]+”|「[^「」]+」|『[^『』]+』';
// Words begin with a letter or are a year; before other figures the minus is part of a number.
const LETTER = "A-Za-zＡ-Ｚａ-ｚ\\u3400-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
const WORD = `[${LETTER}][^ \\t\\n\\u00a0\\u3000]*|(?:19|20)[0-9]{2}年?度?`;
const PART = new RegExp(`(^|${BLANK})(?:(${QUOTE})|[-－](?:(${QUOTE})|(${WORD})))(?=${BLANK}|$)`, "gu");

// {words, without}: the query without exclusions, and the excluded words.
function parted(query) {
  const without = [];
  const words = query.replace(PART, (whole, before, quoted, inQuotes, word) => {
    // At the beginning of a query there is nothing to exclude from.
    if (quoted || !before) return whole;
    without.push(inQuotes ? inQuotes.slice(1, -1) : word);
    return before;
  });
  return { words: without.length ? words.trim() : query, without: [...new Set(without)] };
}

// Joins a query and excluded words.
const joined = (words, without) =>
  [words, ...without.map((one) => `-${new RegExp(BLANK).test(one) ? `"${one}"` : one}`)].join(" ");
