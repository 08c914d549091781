// Validity on the reader's day: the state of a document, or of the one it explains, from the known future changes.
export { now, today };

const DEAD = new Set(["废止", "失效", "撤回"]);
const TONE = {
  废止: "dead",
  失效: "dead",
  撤回: "dead",
  已修改: "changed",
  部分失效: "changed",
  尚未施行: "soon",
  有效: "live",
  不能判定: "changed",
  尚未开始: "soon",
  预警中: "live",
  公示期内: "live",
  进行中: "live",
};
// China has one time zone without summer time, so the day there is eight hours ahead of UTC.
const today = new Date(Date.now() + 8 * 3600000).toISOString().slice(0, 10);

// {state, own, dead, words, tone} of a standing (hooks/gongkai/searching/standing.py): `own` is false if it is that of
// an explained document, or of an announcement for some days; `words` is the text of the badge.
function now([state, whose, changes]) {
  const current = changes.reduce((last, [day, later]) => (day <= today ? later : last), state);
  const words = whose !== 1 ? current : current && current !== "未标注" ? `解读的文件：${current}` : "";
  const tone = TONE[current] || (whose === 2 ? "over" : "unmarked");
  return { state: current, own: whose === 0, dead: DEAD.has(current), words, tone };
}
