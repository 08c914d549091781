// The notice that the column does not hold a document number, which says nothing about its validity, and what to do.
import { element } from "./elements.js";
import { numberIn, folded } from "./search_understood.js";
import * as searchWords from "./search_words.js";
import { normalized } from "./tokens.js";
export { looked, block };

// Maximum number of hits to check; with more the column may hold the number, and there is no notice.
const MOST_LOOKED_AT = 200,
  MOST_READ = 20,
  MOST_TOLD = 5;

// {number, held: {title, number}} if the column holds the number in the query; {number, mentioning: [item…], outside}
// if it does not; null if the query is no number or it is unknown. `recorded` is the result of search_records.js: a
// number of a record is held.
async function looked(query, index, recorded, root) {
  const number = numberIn(query, index.standard);
  if (!number?.sure || !recorded?.sure || recorded.count) return null;
  // Only the number, since it may have been copied with a title.
  const answer = await index.search(number.words);
  if (answer.hits.length > MOST_LOOKED_AT) return null;
  const shown = await Promise.all(answer.hits.map(async ({ entry }) => ({ entry, ...(await index.shown(entry)) })));
  const held = shown.find((item) => isOf(item, number, index.standard));
  if (held) return { number, held };
  const read = await Promise.all(
    shown.slice(0, MOST_READ).map(async (item) => ({
      ...item,
      text: (await index.excerpt(item.entry, answer)).map(({ text }) => text).join(""),
    })),
  );
  const mentioning = read.filter(({ title, text }) => [title, text].some((one) => says(one, number, index.standard)));
  const outside =
    (await outsideDocuments(root)).find(
      (one) => one.number && numberIn(one.number, index.standard)?.words === number.words,
    ) || null;
  return { number, held: null, outside, mentioning };
}

const plain = (text, standard) => folded(normalized(text, standard));
const says = (text, number, standard) => plain(text, standard).includes(plain(number.words, standard));

// Whether an item has the number, or its title contains it; other copied words may precede the number.
function isOf(item, number, standard) {
  const asked = plain(number.words, standard);
  if (number.kind === "索引号") return plain(item.indexNo, standard) === asked;
  const own = item.number && plain(numberIn(item.number, standard)?.words || item.number, standard);
  return Boolean(own && asked.endsWith(own)) || says(item.title, number, standard);
}

let loading = null;
// Documents of other agencies: [{number, title, anchor}…]; empty if the file cannot be read.
async function outsideDocuments(root) {
  if (!loading) loading = searchWords.outside(root);
  return loading;
}

// The notice as a block; `contact` = {phone, hours, prefixes} of the agency.
function block({ number, outside, mentioning }, contact, root) {
  const isIndex = number.kind === "索引号";
  const warning = isIndex ? "不能据此判断有没有这件信息，也不能判断它的效力" : "不能据此判断它的效力";
  const what = element("p", "gk-nothing__what", `本专栏未收录“${number.words}”，${warning}。`);
  const made = element("div", "gk-not-held", what);
  if (mentioning.length) {
    const links = mentioning
      .slice(0, MOST_TOLD)
      .flatMap((item, place) => [
        place ? "、" : "",
        ...named(item.title, way(item.title, root + item.url)),
        standing(item),
      ]);
    made.append(
      element(
        "p",
        "",
        "提到它的有：",
        ...links,
        mentioning.length > MOST_TOLD ? `等 ${mentioning.length} 条信息。` : "。",
      ),
    );
  }
  if (outside)
    made.append(
      element(
        "p",
        "",
        "它由其他机关发布，列在“",
        way("引用的外部文件", `${root}external.html#${outside.anchor}`),
        outside.title ? "”中：" : "”中",
        ...(outside.title ? named(outside.title, outside.title) : []),
        "。",
      ),
    );
  const own = contact.prefixes.includes(number.prefix);
  const where =
    isIndex || own
      ? "本机关的信息如果没有公开，或者已经调整了编号，这里查不到；"
      : `“${number.prefix}”是发文机关的代字，请到发文机关的政府网站、政府公报查找，以它公布的为准；`;
  const phone = contact.phone
    ? [
        "，或者咨询本机关：",
        way(contact.phone, `tel:${contact.phone.replace(/\s/g, "")}`),
        contact.hours && `（${contact.hours}）`,
      ]
    : [];
  made.append(
    element("h2", "gk-nothing__head", "可以这样做"),
    element(
      "ul",
      "gk-nothing__list gk-nothing__list--advice",
      element("li", "", `核对${number.kind}：${isIndex ? "数字和分隔号" : "机关代字、年份、序号"}有没有写错；`),
      element("li", "", where),
      element("li", "", "需要这份文件的，可以", way("依法申请公开", `${root}apply.html`), ...phone, "。"),
    ),
  );
  return made;
}

// A caution before relying on what mentions the number.
function standing(item) {
  const { words } = item.standing;
  return ["", "有效", "未标注"].includes(words) ? "" : `（${words}）`;
}

// A title in title marks 《》, unless it has some already.
const named = (title, made) => (/[《》]/.test(title) ? [made] : ["《", made, "》"]);

function way(words, address) {
  const made = element("a", "", words);
  made.href = address;
  return made;
}
