// Exports the rows found as a CSV file, with the columns of the published one and its protection from formula
// injection.
export { save };

// The same as hooks/gongkai/data/csv_text.py.
const safe = (text) =>
  /^[=+\-@\t\r\n\0＝＋－＠]/.test(text) &&
  !/^[-+]?\d[\d,]*(\.\d+)?%?$/.test(text) &&
  !["-", "--", "－", "—"].includes(text)
    ? `'${text}`
    : text;
const quoted = (text) => (/[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);

// `base` is the address of the site if it is known, `day` the build date of the copy.
async function save(opened, rows, base, day) {
  const { meta } = opened;
  const lines = [["索引号", ...meta.columns.map((column) => column.title), "网址"].map(quoted).join(",")];
  for (const row of rows) {
    const one = await opened.record(row);
    const cells = meta.columns.map((column) =>
      column.form === "number" ? one.cells[column.name] || "" : safe(one.cells[column.name] || ""),
    );
    lines.push([one.indexNo, ...cells, base ? base + one.url : one.url].map(quoted).join(","));
  }
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([`\ufeff${lines.join("\r\n")}\r\n`], { type: "text/csv" }));
  link.download = `${meta.title}-查找结果-${day}.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
