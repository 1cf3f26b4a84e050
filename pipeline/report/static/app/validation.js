/* Against gold: what was right, wrong, invented and missed, side by side, by document. */
"use strict";

(function (D) {
  D.drawValidation = function (model, passes, panel) {
    const scored = model.core.documents.map((entry, number) => ({ entry, number })).filter(({ entry }) => entry.scored);
    if (!scored.length) {
      panel.replaceChildren(D.el("p", { class: "how" }, "No gold claims exist for these documents. Review claims here, download the reviews, and make them gold with “claims gold import”."));
      return;
    }
    Promise.all(scored.map(({ entry }) => D.load(`documents/${entry.file}`))).then((parts) => {
      panel.replaceChildren(D.el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Against gold" }, summary(model, scored, parts)), ...missedTables(scored, parts));
    });
  };

  function summary(model, scored, parts) {
    const verdicts = ["right", "wrong", "not in gold"];
    const counts = new Map();
    for (let i = 0; i < model.count; i += 1) {
      const key = `${model.claims.document[i]}/${model.core.verdicts[model.claims.verdict[i]]}`;
      counts.set(key, (counts.get(key) || 0) + 1);
    }
    const show = (entry, verdict) => D.change({ lists: { document: [entry.id], verdict: [verdict] } });
    const rows = scored.map(({ entry, number }, at) =>
      D.el(
        "tr",
        {},
        D.el("th", { scope: "row", dir: "auto" }, entry.title),
        ...verdicts.map((verdict) => D.el("td", {}, D.el("button", { type: "button", class: "link", onclick: () => show(entry, verdict) }, D.number(counts.get(`${number}/${verdict}`) || 0)))),
        D.el("td", {}, D.number(parts[at].missed.length)),
      ),
    );
    const names = ["Document", "Right", "Wrong in a field", "Not in gold", "Missed"].map((name) => D.el("th", { scope: "col" }, name));
    return D.el("table", { class: "plain counts" }, D.el("thead", {}, D.el("tr", {}, names)), D.el("tbody", {}, rows));
  }

  function missedTables(scored, parts) {
    const chosen = D.state.lists.document;
    const wanted = scored.map(({ entry }, at) => ({ entry, part: parts[at] })).filter(({ entry, part }) => part.missed.length && (!chosen.size || chosen.has(entry.id)));
    return wanted.map(({ entry, part }) =>
      D.el("details", { class: "missed", open: wanted.length === 1 }, D.el("summary", { dir: "auto" }, `Missed in ${entry.title} (${part.missed.length})`), D.el("ul", {}, ...part.missed.map((row) => missedItem(row, entry)))),
    );
  }

  function missedItem(row, entry) {
    const [span] = row.spans;
    const sentence = span ? [row.sentence.slice(0, span.start), D.el("mark", { class: "role trigger" }, row.sentence.slice(span.start, span.end)), row.sentence.slice(span.end)] : [row.trigger];
    const open = D.el("button", { type: "button", class: "link", onclick: () => D.change({ gold: `${entry.id}/${row.gold_id}` }) }, `${row.gold_id} ${D.typeLabel(row.values.event_type)}`);
    return D.el("li", { dir: "auto" }, open, " ", ...sentence, D.el("span", { class: "how" }, ` page ${row.page} · ${row.cause}`));
  }
})(window.Dossier);
