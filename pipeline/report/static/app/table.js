/* The table of claims (Tabulator). Cells are built from text nodes; nothing is parsed as markup.
   Columns for which there is no room are left out, the last ones of the table first: the panel at
   the side says the same of the open claim. */
"use strict";

(function (D) {
  const NARROW = 640;
  const ALWAYS = new Set(["date", "type", "actor", "action", "recipient"]);
  const ROW_HEIGHT = { wide: 30, narrow: 84 };

  const text = (cell) => D.el("span", { dir: "auto" }, cell.getValue() || "");

  function dateCell(cell) {
    const label = D.dateLabel(cell.getValue());
    return D.el("span", { dir: "auto", title: label === cell.getValue() ? null : cell.getValue() }, label);
  }

  function typeCell(cell) {
    const model = D.model;
    const i = cell.getData().i;
    return D.el("span", {}, D.quadMark(model.quad(i)), D.typeLabel(model.type(i)));
  }

  function toldCell(cell) {
    const { polarity, modality } = D.model.claims;
    const { polarities, modalities } = D.model.core;
    const i = cell.getData().i;
    const tags = [];
    if (polarities[polarity[i]] === "negative") tags.push("did not happen");
    if (modalities[modality[i]] !== "asserted") tags.push(modalities[modality[i]]);
    return D.el("span", {}, ...tags.map((tag) => D.el("span", { class: `tag ${tag.replaceAll(" ", "-")}` }, tag)));
  }

  function reviewCell(cell) {
    const state = D.reviews.STATES[D.reviews.stateNumber(cell.getData().i)];
    const mark = { accepted: "✓", rejected: "✗", corrected: "✎" }[state] || "";
    return D.el("span", { class: `review-mark ${state.replaceAll(" ", "-")}`, title: mark ? state : null }, mark);
  }

  function verdictCell(cell) {
    const verdict = D.model.core.verdicts[D.model.claims.verdict[cell.getData().i]];
    if (verdict === "not checked") return D.el("span", {});
    return D.el("span", { class: `tag verdict ${verdict.replaceAll(" ", "-")}` }, verdict);
  }

  /* On a phone one cell holds the whole claim. */
  function cardCell(cell) {
    const row = cell.getData();
    const line = (name, ...children) => D.el("div", { class: name, dir: "auto" }, ...children);
    return D.el(
      "div",
      { class: "card" },
      line("card-top", typeCell(cell), D.el("span", {}, D.dateLabel(row.date) || "no date"), toldCell(cell), reviewCell(cell)),
      line("card-who", `${row.actor || "?"} → ${row.recipient || "?"}`),
      line("card-where", [row.action, row.place].filter(Boolean).join(" · ")),
    );
  }

  const byFirstDay = (a, b, rowA, rowB) => dayRank(rowA.getData().i) - dayRank(rowB.getData().i);
  function dayRank(i) {
    const { first, last } = D.model.claims;
    return first[i] === null ? (last[i] === null ? 1e9 : last[i]) : first[i];
  }

  function wideColumns() {
    const unit = D.letterUnit();
    const column = (field, title, { width, minWidth, ...more }) => ({
      field,
      title,
      headerSortTristate: true,
      formatter: text,
      ...(width ? { width: width * unit } : { minWidth: minWidth * unit }),
      ...more,
    });
    const scored = D.model.core.documents.some((each) => each.scored);
    const columns = [
      column("review", "✓", { width: 44, formatter: reviewCell, sorter: "number", headerTooltip: "Review", hozAlign: "center" }),
      column("date", "Date", { minWidth: 102, widthGrow: 1, sorter: byFirstDay, formatter: dateCell }),
      column("type", "Event", { width: 108, formatter: typeCell }),
      column("actor", "Actor", { minWidth: 96, widthGrow: 3 }),
      column("action", "Action", { minWidth: 84, widthGrow: 1 }),
      column("recipient", "Recipient", { minWidth: 96, widthGrow: 3 }),
      column("place", "Place", { minWidth: 80, widthGrow: 2 }),
      column("told", "Told as", { width: 115, formatter: toldCell }),
      column("confidence", "Conf.", { width: 70, sorter: "number", hozAlign: "right", headerTooltip: "Confidence", formatter: (cell) => cell.getValue().toFixed(2) }),
      ...(scored ? [column("verdict", "Gold", { width: 100, formatter: verdictCell })] : []),
      column("evidence", "Evidence", { minWidth: 200, widthGrow: 6 }),
      column("document", "Document", { minWidth: 110, widthGrow: 2 }),
      column("page", "Page", { width: 64, sorter: "number", hozAlign: "right" }),
    ];
    // Tabulator leaves out those with the highest number first.
    return columns.map((each, at) => ({ ...each, responsive: ALWAYS.has(each.field) ? 0 : at }));
  }

  const narrowColumns = () => [{ field: "date", title: "Claims, in the order of the text", formatter: cardCell, headerSort: false, sorter: byFirstDay }];

  function rowsOf(model) {
    const { claims, count } = model;
    const rows = new Array(count);
    for (let i = 0; i < count; i += 1)
      rows[i] = {
        i,
        review: D.reviews.stateNumber(i),
        date: claims.edtf[i],
        type: model.type(i),
        actor: model.actors(i),
        action: claims.trigger[i],
        recipient: model.recipients(i),
        place: model.places(i),
        told: claims.modality[i] * 2 + claims.polarity[i],
        confidence: claims.confidence[i],
        verdict: claims.verdict[i],
        document: model.documentOf(i).title,
        page: claims.page[i],
        evidence: model.sentence(i),
      };
    return rows;
  }

  D.buildTable = function (model) {
    const rows = rowsOf(model);
    let passes = null;
    let table = null;
    let ready = null;
    let narrow = null;

    function create() {
      narrow = window.innerWidth < NARROW;
      if (table) table.destroy();
      const made = new Tabulator("#table", options(rows, narrow, passes, (row) => idOf(row) === open));
      table = made;
      ready = new Promise((resolve) => made.on("tableBuilt", resolve));
      made.on("rowClick", (_, row) => D.change({ claim: idOf(row) }));
      made.on("dataSorted", (sorters) => keepSort(sorters));
      ready.then(() => {
        labelGrid();
        mark(open);
      });
    }

    const written = (sorters) => sorters.map(({ column, dir }) => `${column}:${dir}`).join(",");

    /* The reader has sorted; not the page itself, after the address. */
    function keepSort(sorters) {
      const sort = written(sorters.map(({ field, dir }) => ({ column: field, dir })));
      if (!narrow && sort !== written(sortersOf(D.state.sort))) D.change({ sort });
    }

    const idOf = (row) => model.claims.id[row.getData().i];

    /* Show which row is open. A row's element may not exist yet; `rowFormatter` marks it then. */
    let open = "";
    let marked = null;
    function mark(id, scroll = true) {
      open = id;
      if (marked) marked.getElement().classList.remove("open");
      const index = model.indexOf(id);
      marked = index !== null && passes[index] ? table.getRow(index) : null;
      if (!marked) return;
      marked.getElement().classList.add("open");
      if (scroll) table.scrollToRow(index, "nearest", false).catch(() => undefined);
    }

    window.addEventListener("resize", D.onceAFrame(() => {
      if (window.innerWidth < NARROW !== narrow) create();
    }));

    return {
      show(result) {
        passes = result.passes;
        D.passing = (row) => passes[row.i] === 1;
        D.byId("empty").hidden = result.count > 0;
        if (!table) create();
        else ready = ready.then(() => table.setFilter(D.passing)).then(() => mark(open, false));
      },
      mark: (id, scroll) => ready.then(() => mark(id, scroll)),
      /* The id of the first claim as the table stands, once it stands; null where it is empty. */
      first: () => ready.then(() => table.getRows("active").length ? idOf(table.getRowFromPosition(1)) : null),
      /* Sort as the address says. */
      sort: () => ready.then(() => narrow || table.setSort(sortersOf(D.state.sort))),
      /* The id of the claim `step` rows from the open one, as the table stands; without an open
         one, of the first; null at the end. */
      neighbour(step) {
        const row = marked ? (step > 0 ? marked.getNextRow() : marked.getPrevRow()) : table.getRowFromPosition(1);
        return row ? idOf(row) : null;
      },
      refresh(i) {
        const row = table.getRow(i);
        if (row) row.update({ review: D.reviews.stateNumber(i) }).then(() => row.reformat());
      },
      rows: () => table.getRows("active").map((row) => row.getData()),
    };
  };

  /* A grid may own only groups of rows: the part that scrolls becomes one, in the place of the
     element inside it. */
  function labelGrid() {
    const grid = D.byId("table");
    grid.setAttribute("aria-label", "Claims");
    grid.removeAttribute("aria-owns");
    grid.querySelector(".tabulator-tableholder").setAttribute("role", "rowgroup");
    grid.querySelector(".tabulator-table").setAttribute("role", "none");
  }

  /* "date:asc,type:desc" as Tabulator takes it; what is no column is passed over. */
  function sortersOf(text) {
    const known = new Set(wideColumns().map((column) => column.field));
    const sorters = text.split(",").map((part) => part.split(":"));
    return sorters.filter(([column, dir]) => known.has(column) && ["asc", "desc"].includes(dir)).map(([column, dir]) => ({ column, dir }));
  }

  function options(rows, narrow, passes, isOpen) {
    const columns = narrow ? narrowColumns() : wideColumns();
    const unit = D.letterUnit();
    return {
      data: rows,
      index: "i",
      columns,
      layout: "fitColumns",
      responsiveLayout: narrow ? false : "hide",
      height: "100%",
      rowHeight: Math.round((narrow ? ROW_HEIGHT.narrow : ROW_HEIGHT.wide) * unit),
      selectableRows: false,
      rowFormatter: (row) => row.getElement().classList.toggle("open", isOpen(row)),
      headerSortClickElement: "header",
      columnDefaults: { resizable: "header" },
      initialFilter: (row) => passes[row.i] === 1,
      initialSort: narrow ? [] : sortersOf(D.state.sort),
      printAsHtml: false,
    };
  }
})(window.Dossier);
