// Opens a WACZ in ReplayWeb.page, reads it as a citizen would, and prints as JSON what was seen.
import puppeteer from "puppeteer-core";

// Firefox ESR cannot say where a frame stands on the page, which a click of the pointer needs.
const press = (frame, selector) => frame.$eval(selector, (element) => element.click());

const [browserName, executablePath, player, start, document, query] = process.argv.slice(2);
const PATIENCE = { timeout: 60_000, polling: 100 };
const HIT = ".gk-hit";
const RECORDS = "main a[href*='records.html?q=']";

const browser = await puppeteer.launch({
  browser: browserName,
  executablePath,
  headless: true,
  args: browserName === "chrome" ? ["--no-sandbox", "--disable-gpu"] : [],
});
const page = await browser.newPage();
const seen = {};
try {
  await open(start);
  seen.home = await look();
  await open(document);
  seen.document = await look();
  seen.attachment = await (
    await replayed(document)
  ).evaluate(async () => {
    const link = self.document.querySelector(".gk-attachments__link");
    const bytes = await (await fetch(link.href)).arrayBuffer();
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  });
  await open(start);
  const home = await replayed(start);
  await home.type(".gk-masthead__search input", query);
  await press(home, ".gk-masthead__search button");
  const search = await replayed("search.html?q=");
  await search.waitForSelector(HIT, PATIENCE);
  seen.search = await look();
  seen.hits = await search.$$eval(HIT, (hits) => hits.length);
  await search.waitForSelector(RECORDS, PATIENCE);
  await press(search, RECORDS);
  await replayed("records.html?q=");
  seen.records = await look();
} finally {
  console.log(JSON.stringify(seen));
  await browser.close();
}

async function open(address) {
  await page.goto("about:blank");
  await page.goto(`${player}?source=${encodeURIComponent(`${player}site.wacz`)}#url=${encodeURIComponent(address)}`);
  await replayed(address);
}

// The frame in which the player shows the address, as soon as it is loaded and its scripts have run.
async function replayed(address) {
  const end = Date.now() + PATIENCE.timeout;
  while (Date.now() < end) {
    for (const frame of page.frames().slice(1)) {
      if (!frame.url().includes("mp_/") || !frame.url().includes(address)) continue;
      const done = await frame
        .evaluate(() => self.document.readyState === "complete" && Boolean(self.document.querySelector("main")))
        .catch(() => false);
      if (done) return frame;
    }
    await new Promise((resolve) => {
      setTimeout(resolve, 100);
    });
  }
  throw new Error(
    `not shown: ${address}; there are ${page
      .frames()
      .map((frame) => frame.url())
      .join(" ")}`,
  );
}

// What stands in the frame: its address in the archive, heading, whether styles and scripts work, and what was not found.
async function look() {
  const frame = page
    .frames()
    .slice(1)
    .find((one) => one.url().includes("mp_/"));
  return frame.evaluate(() => ({
    address: self.location.href.split("mp_/")[1],
    heading: self.document.querySelector("h1").textContent.trim(),
    styled: getComputedStyle(self.document.querySelector(".gk-masthead")).backgroundColor,
    scripted: self.document.documentElement.classList.contains("gk-scripted"),
    missing: performance
      .getEntriesByType("resource")
      .filter((one) => one.name.includes("mp_/") && one.responseStatus >= 400)
      .map((one) => one.name.split("mp_/")[1]),
  }));
}
