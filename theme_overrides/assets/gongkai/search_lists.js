// The groups of a result list: full matches before related ones, and in each group what is in force before what is not.
import { element, refill } from "./elements.js";
export { lists };

function lists() {
  const parts = [
    part("检索结果"),
    part("已经失效或者废止", "包括对这些文件的解读；仅供查阅，不作为现行依据"),
    part("相关结果", "只含有部分词语，或者写法相近"),
    part("相关结果中已经失效或者废止的", "仅供查阅，不作为现行依据"),
  ];
  parts[0].head.className = "gk-hidden";

  function part(title, about) {
    const head = element("h2", "gk-search__part", title, about ? element("span", "gk-search__about", about) : null);
    return { head, hits: element("ol", "gk-hits") };
  }

  const shown = () => parts.reduce((sum, { hits }) => sum + hits.childElementCount, 0);

  function empty() {
    for (const { head, hits } of parts) {
      refill(hits);
      head.hidden = true;
    }
  }

  // Appends lines to their groups; `sizes` are the total numbers of hits by group.
  function add(lines, sizes) {
    const ends = sizes.map((_, number) => sizes.slice(0, number + 1).reduce((sum, one) => sum + one));
    let place = shown();
    for (const line of lines) {
      parts[ends.findIndex((end) => place < end)].hits.append(line);
      place += 1;
    }
    parts.forEach(({ head, hits }, number) => {
      hits.start = ends[number] - sizes[number] + 1;
      head.hidden = !hits.childElementCount;
    });
  }

  return { boxes: parts.flatMap(({ head, hits }) => [head, hits]), shown, empty, add };
}
