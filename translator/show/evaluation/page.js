// The sentence browser: puts in order, filters, and shows sentences a page at a time. Text goes in as text, never as HTML.
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("sentences").textContent);
  const byId = (id) => document.getElementById(id);
  const PAGE = 20;
  let page = 0;
  let chosen = [];

  const element = (name, text, parent) => {
    const made = document.createElement(name);
    if (text !== null) made.textContent = text;
    if (parent) parent.append(made);
    return made;
  };
  const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);
  const spread = (row) => Math.max(...row.values) - Math.min(...row.values);
  const words = (row) => (row.source || row.references[0]).split(/\s+/).length;
  const missed = (row) => sum((row.unattended || []).map((list) => (list ? list.length : 0)));
  const text = (row) =>
    [row.source, ...row.references, ...row.outputs.map((runs) => runs.map(([run]) => run).join(""))].join("\n").toLowerCase();
  const ORDERS = {
    worst: (a, b) => sum(a.values) - sum(b.values),
    best: (a, b) => sum(b.values) - sum(a.values),
    different: (a, b) => spread(b) - spread(a),
    missed: (a, b) => missed(b) - missed(a),
    longest: (a, b) => words(b) - words(a),
    line: () => 0,
  };

  function show() {
    const list = byId("list");
    list.replaceChildren();
    const pages = Math.max(1, Math.ceil(chosen.length / PAGE));
    page = Math.min(Math.max(page, 0), pages - 1);
    for (const row of chosen.slice(page * PAGE, (page + 1) * PAGE)) list.append(article(row));
    byId("count").textContent = `${chosen.length} sentence${chosen.length === 1 ? "" : "s"}, page ${page + 1} of ${pages}`;
    byId("back").disabled = page === 0;
    byId("on").disabled = page === pages - 1;
  }

  function article(row) {
    const made = document.createElement("article");
    element("header", `${data.sets[row.set]}, line ${row.line}`, made);
    const pairs = element("dl", null, made);
    const pair = (term) => {
      element("dt", term, pairs);
      return element("dd", null, pairs);
    };
    if (row.source) pair("source").append(row.source);
    for (const reference of row.references) pair("reference").append(reference);
    row.outputs.forEach((runs, number) => {
      const place = pair(data.systems[number]);
      for (const [run, differs] of runs) {
        if (!differs) place.append(run);
        else {
          const shown = run.trimEnd();
          element("mark", shown, place);
          place.append(run.slice(shown.length));
        }
      }
      element("small", ` chrF ${row.values[number].toFixed(0)}`, place);
      const lost = row.unattended && row.unattended[number];
      if (lost && lost.length) element("small", `; not looked at: ${lost.join(", ")}`, place);
    });
    return made;
  }

  function choose() {
    const wanted = byId("find").value.trim().toLowerCase();
    const set = byId("set") ? byId("set").value : "";
    chosen = data.rows.filter((row) => (set === "" || row.set === Number(set)) && (!wanted || text(row).includes(wanted)));
    chosen.sort(ORDERS[byId("order").value]);
    page = 0;
    show();
  }

  for (const id of ["find", "set", "order"]) if (byId(id)) byId(id).addEventListener("input", choose);
  byId("back").addEventListener("click", () => { page -= 1; show(); });
  byId("on").addEventListener("click", () => { page += 1; show(); });
  choose();
})();
