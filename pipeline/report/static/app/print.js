/* On paper the table is a plain one with all the rows that pass, not the few on the screen. */
"use strict";

(function (D) {
  const ROWS = 3000;
  const COLUMNS = [
    ["date", "Date"],
    ["type", "Event"],
    ["actor", "Actor"],
    ["action", "Action"],
    ["recipient", "Recipient"],
    ["place", "Place"],
    ["source", "Source"],
    ["evidence", "Evidence"],
  ];

  D.listenToPrinter = function () {
    window.addEventListener("beforeprint", () => {
      if (D.state.read) return; // the document alone
      const rows = D.tableRows();
      const source = (row) => `${D.model.documentOf(row.i).id}, p. ${row.page}`;
      const cell = (text) => D.el("td", { dir: "auto" }, String(text));
      const shown = rows.slice(0, ROWS).map((row) => D.el("tr", {}, ...COLUMNS.map(([field]) => cell(field === "source" ? source(row) : row[field]))));
      const names = COLUMNS.map(([, title]) => D.el("th", { scope: "col" }, title));
      const rest = rows.length > ROWS ? D.el("p", {}, `The first ${D.number(ROWS)} of ${D.number(rows.length)} claims.`) : "";
      D.byId("print").replaceChildren(D.el("table", {}, D.el("thead", {}, D.el("tr", {}, names)), D.el("tbody", {}, shown)), rest);
    });
    window.addEventListener("afterprint", () => D.byId("print").replaceChildren());
  };
})(window.Dossier);
