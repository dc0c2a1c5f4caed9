"use strict";
// Clicking a number opens the rows it came from, each with its sentence and its sources.
const data = JSON.parse(document.getElementById("data").textContent);
const dialog = document.getElementById("origin");
const body = document.getElementById("origin-body");
const FEW = 12;

function add(parent, tag, text, className) {
  const node = document.createElement(tag);
  if (text) node.textContent = text;
  if (className) node.className = className;
  parent.appendChild(node);
  return node;
}

function rowOf(address) {
  const parts = address.split(".");
  return parts.slice(0, 2).join(".");
}

function addSource(parent, id) {
  const source = data.sources[id];
  const line = add(parent, "div");
  if (!source) { line.textContent = id; return; }
  const words = `${source.title}, ${source.publisher}, ${source.date}`;
  if (/^https?:/.test(source.url)) {
    const link = add(line, "a", words);
    link.href = source.url;
    link.rel = "noopener noreferrer";
  } else {
    const via = { computed: "computed here", background: "background knowledge" };
    line.textContent = `${words} (${via[source.accessed_via] || "address not kept"})`;
  }
  add(line, "span", ` source graded ${source.grade}`, "soft");
}

function addRow(parent, address) {
  const row = data.rows[rowOf(address)];
  const box = add(parent, "div", "", "origin");
  add(box, "code", address);
  if (!row) return;
  if (row.grade) { add(box, "span", " "); add(box, "span", row.grade, `tag ${row.grade}`); }
  if (row.name) add(box, "div", row.name);
  if (row.numbers) add(box, "div", row.numbers.join("; "));
  if (row.statement) add(box, "div", row.statement);
  if (row.reason) add(box, "div", row.reason, "soft");
  for (const id of row.sources || []) addSource(box, id);
}

function addRows(parent, addresses) {
  if (addresses.length <= FEW) { for (const one of addresses) addRow(parent, one); return; }
  const tables = new Map();
  for (const one of addresses) {
    const table = one.split(".")[0];
    if (!tables.has(table)) tables.set(table, []);
    tables.get(table).push(one);
  }
  for (const [table, rows] of tables) {
    const more = add(parent, "details");
    add(more, "summary", `${table}: ${rows.length}`);
    more.addEventListener("toggle", () => {
      if (more.open && more.children.length === 1) for (const one of rows) addRow(more, one);
    });
  }
}

function show(button) {
  body.replaceChildren();
  const figure = data.figures[button.dataset.f];
  if (figure) {
    add(body, "h3", figure.words);
    add(body, "p", figure.what);
    add(body, "p", figure.kind, "soft");
    add(body, "code", button.dataset.f);
    const rows = data.lists[figure.rows];
    add(body, "p", `It rests on ${rows.length} row${rows.length > 1 ? "s" : ""} of the case:`);
    addRows(body, rows);
  } else {
    addRow(body, button.dataset.r);
  }
  dialog.showModal();
  dialog.scrollTop = 0;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button.n");
  if (button) show(button);
  else if (event.target === dialog) dialog.close();
});
