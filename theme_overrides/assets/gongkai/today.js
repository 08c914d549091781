// Updates what depends on the date to the reader's day: validity, consultations and the age of this copy.

function bringUpToDay() {
  const TONE = {
    废止: "dead",
    失效: "dead",
    撤回: "dead",
    已修改: "changed",
    部分失效: "changed",
    尚未施行: "soon",
    有效: "live",
    不能判定: "changed",
    未标注: "unmarked",
    现行文本: "live",
    历史文本: "unmarked",
    逾期: "dead",
    已到期: "unmarked",
  };
  const DAY = 86400000;
  const built = document.body.dataset.gkAsOf || "";
  // China has one time zone without summer time, so the day there is eight hours ahead of UTC.
  const today = new Date(Date.now() + 8 * 3600000).toISOString().slice(0, 10);
  if (!built || today <= built) return;

  for (const badge of document.querySelectorAll("[data-gk-changes]")) {
    for (const change of badge.dataset.gkChanges.split(" ")) {
      const [day, state, tone = TONE[state] || "unmarked"] = change.split(":");
      if (day > today) break;
      badge.textContent = state;
      badge.className = `gk-badge gk-badge--${tone}`;
      if ("gkQuiet" in badge.dataset) badge.hidden = tone === "live";
      const line = badge.closest(".gk-line");
      if (line && badge.parentElement.parentElement === line) line.classList.toggle("gk-line--dead", tone === "dead");
    }
  }
  // What is true only from or until some day is in the page already, hidden or shown by date.
  for (const part of document.querySelectorAll("[data-gk-from], [data-gk-until]")) {
    const { gkFrom: from = "", gkUntil: until = "9999" } = part.dataset;
    part.hidden = today < from || today >= until;
  }
  for (const empty of document.querySelectorAll("[data-gk-empty]")) {
    empty.hidden = [...empty.previousElementSibling.children].some((line) => !line.hidden);
  }
  for (const phase of document.querySelectorAll("[data-gk-phase]")) {
    const { gkOpened, gkClosed, gkAnswered } = phase.dataset;
    let words;
    let tone;
    if (gkAnswered && gkAnswered <= today) [words, tone] = ["已反馈", "answered"];
    else if (today < gkOpened) [words, tone] = ["尚未开始", "coming"];
    else if (today > gkClosed) [words, tone] = ["已截止", "closed"];
    else
      [words, tone] = [`征集中，还有 ${Math.round((Date.parse(gkClosed) - Date.parse(today)) / DAY) + 1} 天`, "open"];
    phase.textContent = words;
    phase.className = `gk-phase gk-phase--${tone}`;
    if (tone === "closed" || tone === "answered")
      for (const ways of document.querySelectorAll("[data-gk-respond]")) ways.hidden = true;
    // A list of consultations is grouped by phase.
    const line = phase.closest("[data-gk-group] li");
    const overdue = line && tone === "closed" && line.dataset.gkOverdue && line.dataset.gkOverdue <= today;
    const group = line && document.querySelector(`[data-gk-group="${overdue ? "逾期未反馈" : words.split("，")[0]}"]`);
    if (group && group !== line.closest("[data-gk-group]")) group.querySelector("ul").append(line);
  }
  for (const group of document.querySelectorAll("[data-gk-group]")) {
    const count = group.querySelectorAll("li").length;
    const filter = document.querySelector(`[data-gk-filter="${group.dataset.gkGroup}"]`);
    group.hidden = !count;
    if (filter) {
      filter.hidden = !count;
      filter.querySelector("[data-gk-count]").textContent = count;
    }
  }
  for (const list of document.querySelectorAll("[data-gk-progress]")) {
    const stages = [...list.children];
    const here = stages.map((stage) => Boolean(stage.dataset.gkDay) && stage.dataset.gkDay <= today).lastIndexOf(true);
    stages.forEach((stage, number) => {
      const state = number === here ? "here" : number < here ? "done" : "coming";
      stage.className = `gk-progress__one gk-progress__one--${state}`;
      stage.toggleAttribute("aria-current", false);
      if (state === "here") stage.setAttribute("aria-current", "step");
    });
  }
  // A citation states the validity of the document on the reader's day.
  for (const words of document.querySelectorAll("[data-gk-citation]")) {
    const later = [...words.parentElement.querySelectorAll(".gk-citation__later")].filter((one) => !one.hidden);
    if (later.length) words.textContent = later[later.length - 1].textContent;
    for (const one of later) one.hidden = true;
  }
  for (const note of document.querySelectorAll("[data-gk-stale]")) note.hidden = false;
  for (const note of document.querySelectorAll("[data-gk-fresh]")) note.hidden = true;
}

bringUpToDay();
