// What a query leaves out: a word with a minus before it, behind a blank. The same rule as hooks/gongkai/searching/without.py.
export { parted, joined };

const BLANK = "[ \\t\\n\\u00a0\\u3000]";
const QUOTE = '"[^"“”]+"|“[^“”]+”|「[^「」]+」|『[^『』]+』';
// Words begin with a letter or are a year; before other figures it is the minus of a number.
const LETTER = "A-Za-zＡ-Ｚａ-ｚ\\u3400-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
const WORD = `[${LETTER}][^ \\t\\n\\u00a0\\u3000]*|(?:19|20)[0-9]{2}年?度?`;
const PART = new RegExp(`(^|${BLANK})(?:(${QUOTE})|[-－](?:(${QUOTE})|(${WORD})))(?=${BLANK}|$)`, "gu");

// {words, without}: the query without what it leaves out, and the words that it leaves out.
function parted(query) {
  const without = [];
  const words = query.replace(PART, (whole, before, quoted, inQuotes, word) => {
    // At the beginning there is nothing yet that something could be left out of.
    if (quoted || !before) return whole;
    without.push(inQuotes ? inQuotes.slice(1, -1) : word);
    return before;
  });
  return { words: without.length ? words.trim() : query, without: [...new Set(without)] };
}

// A query that leaves out these words.
const joined = (words, without) =>
  [words, ...without.map((one) => `-${new RegExp(BLANK).test(one) ? `"${one}"` : one}`)].join(" ");
