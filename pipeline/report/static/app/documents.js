/* What was read, how far it is reviewed, and what was not read, with the reason and the remedy. */
"use strict";

(function (D) {
  const heads = (names) => D.el("thead", {}, D.el("tr", {}, ...names.map((name) => D.el("th", { scope: "col" }, name))));
  const region = (label, table) => D.el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": label }, table);

  D.drawDocuments = function (model, passes, panel) {
    const { documents, rejected } = model.core;
    const counts = documents.map(() => ({ all: 0, passing: 0, reviewed: 0 }));
    for (let i = 0; i < model.count; i += 1) {
      const count = counts[model.claims.document[i]];
      count.all += 1;
      count.passing += passes[i];
      count.reviewed += D.reviews.stateNumber(i) > 0 ? 1 : 0;
    }
    const rows = documents.map((entry, number) => documentRow(entry, counts[number], D.reviews.added(number).length));
    const names = ["Document", "Claims shown", "Claims", "Reviewed", "Added", "Pages", "Published", "File"];
    panel.replaceChildren(
      ...(rejected.length ? [D.el("h3", { id: "not-read" }, `Not read (${D.number(rejected.length)})`), rejections(rejected), D.el("h3", {}, `Read (${D.number(documents.length)})`)] : []),
      region("Documents", D.el("table", { class: "plain documents" }, heads(names), D.el("tbody", {}, ...rows))),
    );
  };

  function documentRow(entry, { all, passing, reviewed }, added) {
    const read = D.el("button", { type: "button", class: "link", dir: "auto", title: "Read this document", onclick: () => D.change({ read: entry.id }) }, entry.title);
    const only = D.el("button", { type: "button", class: "link", title: "Only the claims of this document", onclick: () => D.change({ lists: { document: [entry.id] } }) }, D.number(passing));
    const numbers = [all, `${D.number(reviewed)} of ${D.number(all)}`, added, entry.pages];
    return D.el(
      "tr",
      {},
      D.el("th", { scope: "row" }, read),
      D.el("td", { class: "n" }, only),
      ...numbers.map((value) => D.el("td", { class: "n" }, typeof value === "number" ? D.number(value) : value)),
      D.el("td", {}, entry.published || "–"),
      D.el("td", { dir: "auto" }, D.el("code", {}, entry.path)),
    );
  }

  function rejections(rejected) {
    const rows = rejected.map((each) =>
      D.el("tr", {}, D.el("th", { scope: "row", dir: "auto" }, D.el("code", {}, each.path)), D.el("td", { dir: "auto" }, each.reason, " ", D.el("span", { class: "tag" }, each.code)), D.el("td", { dir: "auto" }, each.remedy || "–")),
    );
    return region("Files that were not read", D.el("table", { class: "plain rejected" }, heads(["File", "Why", "What to do"]), D.el("tbody", {}, ...rows)));
  }
})(window.Dossier);
