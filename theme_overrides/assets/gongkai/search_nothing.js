// The page without results: alternatives to the query, or the reason why the index cannot be used.
import { element } from "./elements.js";
import { unfiltered, href, conditions } from "./search_state.js";
import { numberIn, nearNumbers, monthAndYear, fewerWords, searchable } from "./search_understood.js";
import { suggestions } from "./search_words.js";
export { nothing, broken, brokenWords };

const BROKEN = {
  missing: (file) => `检索用的文件 ${file} 没有读到：可能是网络中断，也可能是网站文件没有传全。`,
  truncated: (file) => `检索用的文件 ${file} 不完整：可能只下载了一部分，也可能网站文件没有传全。`,
  "other-build": (file) =>
    `检索用的文件 ${file} 与其他文件不是同一次生成的：网站可能正在更新，也可能新旧文件混在一起。`,
};

// An error message; it names the file, so that maintainers can repair it.
function brokenWords(error) {
  const explain = BROKEN[error?.reason];
  if (!explain) return "检索程序出错，没有得到结果。";
  return explain(`search/pages/${String(error.message).split(": ").pop()}.js`.replace("pages/../", ""));
}

function broken(error) {
  const block = element(
    "div",
    "gk-nothing gk-nothing--broken",
    element("p", "gk-nothing__what", brokenWords(error)),
    element("p", "", "请刷新网页再试；仍然不行的，请把这句话告诉网站主办单位。检索之外，下面的办法可以找到全部信息。"),
  );
  block.setAttribute("role", "alert");
  return block;
}

// Alternatives if there are no full matches or the column does not hold the number: how the query was understood, and
// links to other queries. Options: {records, missing, held}: number of matching records, the notice about the number,
// the item that has it although nothing matches the whole query.
async function nothing(state, answer, index, options, root, { records = 0, missing = null, held = null } = {}) {
  const block = element("div", "gk-nothing", missing);
  if (state.q && !searchable(state.q)) {
    block.append(
      element(
        "p",
        "gk-nothing__what",
        "检索词里只有标点或者符号，没有可以检索的字。请输入标题、文号、索引号或者内容中的词语。",
      ),
    );
    return block;
  }
  const number = numberIn(state.q, index.standard);
  // A name that was found among records was meant as a name, not as single words.
  const meant = records && !number && !answer.dateQuery && !conditions(state, {}).length;
  const found = meant ? [] : await instead(state, answer, index, options, number, root, held);
  if (found.length) {
    block.append(element("h2", "gk-nothing__head", "您是不是要找"), element("ul", "gk-nothing__list", ...found));
  }
  if (!answer.related.length && !answer.hits.length && !missing && !records) {
    block.append(
      element("h2", "gk-nothing__head", "可以这样做"),
      element(
        "ul",
        "gk-nothing__list gk-nothing__list--advice",
        element("li", "", "减少词语，或者换成更常用的说法；"),
        element("li", "", "核对文号和索引号，括号写成〔〕、[]、（）都可以；"),
        element("li", "", "从下面的目录和栏目查找；仍找不到的，可以", element("a", "", "依法申请公开"), "。"),
      ),
    );
    block.querySelector(".gk-nothing__list--advice a").href = `${root}apply.html`;
  }
  return block.childElementCount ? block : null;
}

async function instead(state, answer, index, options, number, root, held) {
  const found = [];
  const ask = (q, note = "") => found.push(item(link(q, { ...unfiltered(state), q }), note));
  if (conditions(state, {}).length && !answer.hits.length) {
    const all = await index.search(state.q, { synonyms: options.synonyms });
    const count = all.hits.length ? ` ${all.hits.length} 条` : `相关结果 ${all.related.length} 条`;
    // Without conditions there may be only related results, for example of a misspelled word.
    if (all.hits.length || all.related.length > answer.related.length)
      found.push(item(link(`去掉全部筛选条件，有${count}`, unfiltered(state))));
  }
  const { items, columns } = await suggestions(root);
  // For a number: similar numbers, with their titles.
  const near = (number && !held && nearNumbers(number, items)) || [];
  if (held) ask(number.words, held.title);
  if (!near.length && !held) for (const meant of answer.suggestions) ask((number && numberIn(meant)?.words) || meant);
  if (number) {
    for (const one of near) ask(one.number, `${one.title}${one.state ? `（${one.state}）` : ""}`);
    if (near.length) found.push(item(way(`全部“${number.prefix}”文号`, root + drawerOf(number.prefix))));
  } else if (!answer.hits.length) {
    const words = answer.dateQuery ? monthAndYear(answer.dateQuery) : fewerWords(state.q);
    for (const { title, url } of columns.filter((column) =>
      [state.q, ...words].some((word) => column.title.includes(word)),
    )) {
      found.push(item(way(title, root + url), "栏目"));
    }
    const counts = await Promise.all(words.map(async (word) => (await index.search(word)).hits.length));
    words.forEach((word, place) => {
      if (counts[place]) ask(word, `${counts[place]} 条`);
    });
  }
  return found;
}

// The page of all documents with this prefix; hooks/gongkai/pages/lists/browse.py makes the address.
const drawerOf = (prefix) =>
  `browse/number-${[...prefix].map((one) => one.codePointAt(0).toString(16)).join("-")}.html`;

function way(words, address) {
  const made = element("a", "gk-nothing__link", words);
  made.href = address;
  return made;
}

function link(words, state) {
  const made = element("a", "gk-nothing__link", words);
  made.href = href(state);
  made.gkState = state;
  return made;
}

function item(made, note) {
  return element("li", "gk-nothing__item", made, note ? element("span", "gk-nothing__note", note) : null);
}
