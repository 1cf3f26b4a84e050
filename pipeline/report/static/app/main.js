/* Puts the parts together: state to filters, filters to table and overview, claim to evidence. */
"use strict";

(function (D) {
  const THEMES = ["auto", "light", "dark"];
  const DRAW = { timeline: "drawTimeline", map: "drawMap", network: "drawNetwork", matrix: "drawMatrix", documents: "drawDocuments", validation: "drawValidation" };

  const WIDE = matchMedia("(min-width: 1181px)");

  /* Where the panel has a place of its own and nothing is asked for, it shows the first claim of the
     view. That one is not in the address: the reader has not chosen it. */
  D.preview = "";
  D.openClaim = () => D.state.claim || D.preview;
  let closed = false;
  const asksForPreview = () => WIDE.matches && !closed && !D.state.claim && !D.state.gold && !D.state.read;

  function start() {
    const model = D.buildModel();
    D.model = model;
    D.reviews.start(model);
    D.readAddress();
    const filters = D.buildFilters(model);
    const showFacets = D.buildFacets(model, filters);
    const table = D.buildTable(model);
    const evidence = D.buildEvidence(model);
    let result = null;

    function filter() {
      result = D.applyFilters(model, filters, D.state);
      showFacets(result);
      table.show(result);
      D.byId("count").textContent = result.count === model.count ? `${D.number(model.count)} claims` : `${D.number(result.count)} of ${D.number(model.count)} claims`;
      if (D.byId("search").value.trim() !== D.state.q) D.byId("search").value = D.state.q;
      overview();
      preview();
    }

    async function preview() {
      const first = asksForPreview() ? await table.first() : null;
      const id = (asksForPreview() && first) || "";
      if (id === D.preview) return;
      D.preview = id;
      evidence.show();
      table.mark(D.openClaim(), false);
    }

    function close(now) {
      if (closed === now) return;
      closed = now;
      document.body.classList.toggle("pane-closed", closed);
      overview();
    }

    let drawn = null;
    const overview = D.onceAFrame(() => {
      drawOverview(model, result);
      // Another overview leaves the table another height: keep the open claim in sight.
      if (drawn !== D.state.view) table.mark(D.openClaim());
      drawn = D.state.view;
    });

    /* A review changes counts, and which claims pass where the filter on reviews is set. */
    function reviewed(numbers) {
      for (const i of numbers) table.refresh(i);
      if (D.state.lists.review.size) filter();
      else {
        result = D.applyFilters(model, filters, D.state);
        showFacets(result);
        if (D.state.view === "documents") overview();
      }
    }

    D.onChange((changed) => {
      if (changed.has("sort")) table.sort().then(preview);
      if (changed.has("filters")) filter();
      if (changed.has("view")) overview();
      if (changed.has("claim")) {
        D.preview = "";
        if (D.state.claim || D.state.gold || D.state.read) close(false);
        evidence.show();
        table.mark(D.state.claim);
        preview();
      }
    });
    D.closePanel = () => {
      close(WIDE.matches);
      D.change({ claim: "", gold: "", read: "" });
      preview();
    };
    WIDE.addEventListener("change", preview);
    D.tableRows = () => table.rows();
    D.onReview = (numbers) => {
      reviewed(numbers);
      numbers.forEach(evidence.redraw);
    };
    D.act = actions(model, table, evidence);
    wire(overview);
    filter();
    evidence.show();
    document.body.dataset.ready = "true";
    (window.requestIdleCallback || setTimeout)(() => D.warmSearch(model));
  }

  function drawOverview(model, result) {
    const panel = D.byId("overview-panel");
    const { view } = D.state;
    panel.hidden = view === "table";
    for (const button of document.querySelectorAll("[data-view]")) {
      button.setAttribute("aria-pressed", String(button.dataset.view === view));
      if (button.dataset.view === view) button.parentElement.scrollLeft = button.offsetLeft - button.parentElement.offsetLeft - 24;
    }
    for (const child of panel.children) child.hidden = child.id !== `view-${view}`;
    if (DRAW[view]) D[DRAW[view]](model, result.passes, D.byId(`view-${view}`));
  }

  function actions(model, table, evidence) {
    const step = (by) => {
      const id = table.neighbour(by);
      if (id) D.change({ claim: id }, "step");
    };
    const decide = (decision, said) => {
      const i = evidence.shown();
      if (i === null) return D.say("Choose a claim first.");
      // The next one is asked for first: a reviewed claim may leave the table.
      const next = table.neighbour(1);
      D.reviews.decide(i, decision);
      D.say(said);
      return next && D.change({ claim: next }, "step");
    };
    return {
      next: () => step(1),
      previous: () => step(-1),
      accept: () => decide("accept", "Accepted"),
      reject: () => decide("reject", "Rejected"),
      async correct() {
        const i = evidence.shown();
        if (i === null) return D.say("Choose a claim first.");
        const { claim } = await model.detail(i);
        const kept = D.reviews.decisionOn(i);
        const record = await D.editRecord("Correct this claim", (kept && kept.fields) || D.reviews.recordOf(i, claim), {
          sentence: model.sentence(i),
          start: claim.spans.find((span) => span.role === "trigger")?.start ?? 0,
        });
        if (!record) return undefined;
        D.reviews.decide(i, "correct", record);
        return D.say("Correction kept");
      },
      async add() {
        const number = evidence.document();
        const part = number === null ? null : await D.load(`documents/${model.core.documents[number].file}`);
        const record = part && D.recordFromSelection(part);
        if (!record) return D.say("Select the words of the action in the paragraph, then press N.");
        const made = await D.editRecord("Add a missed claim", record);
        if (!made) return undefined;
        D.reviews.add(number, made);
        return D.say("Claim added; see it under “?”");
      },
      undo() {
        const i = D.reviews.undo();
        if (i === null) return D.say("Nothing to undo.");
        D.change({ claim: model.claims.id[i] }, "step");
        return D.say("Decision taken back");
      },
    };
  }

  function wire(overview) {
    for (const button of document.querySelectorAll("[data-view]")) button.addEventListener("click", () => D.change({ view: button.dataset.view }));
    let typed = null;
    D.byId("search").addEventListener("input", (event) => {
      clearTimeout(typed);
      typed = setTimeout(() => D.change({ q: event.target.value.trim() }, "search"), 120);
    });
    D.byId("close-evidence").addEventListener("click", () => D.closePanel());
    const { rejected } = D.model.core;
    if (rejected.length) document.querySelector('[data-view="documents"]').append(D.el("span", { class: "badge" }, `${D.number(rejected.length)} not read`));
    D.byId("next-claim").addEventListener("click", () => D.act.next());
    D.byId("previous-claim").addEventListener("click", () => D.act.previous());
    D.byId("download-reviews").addEventListener("click", () => D.reviews.download());
    D.byId("help").addEventListener("click", () => D.showShortcuts());
    D.byId("filters-toggle").addEventListener("click", toggleFilters);
    D.byId("close-filters").addEventListener("click", toggleFilters);
    window.addEventListener("resize", overview);
    D.listenToKeys();
    D.listenToPrinter();
    wireTheme(overview);
  }

  function toggleFilters() {
    const open = document.body.classList.toggle("filters-open");
    D.byId("filters-toggle").setAttribute("aria-expanded", String(open));
  }

  function wireTheme(redraw) {
    const button = D.byId("theme");
    const kept = () => (THEMES.includes(D.kept.get("theme")) ? D.kept.get("theme") : "auto");
    const apply = () => {
      document.documentElement.dataset.theme = kept();
      button.textContent = { auto: "◐", light: "☀", dark: "☾" }[kept()];
      button.setAttribute("aria-label", `Colours: ${kept()}`);
      if (D.restyleMap) D.restyleMap();
      redraw();
    };
    button.addEventListener("click", () => {
      D.kept.set("theme", THEMES[(THEMES.indexOf(kept()) + 1) % THEMES.length]);
      apply();
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", apply);
    apply();
  }

  document.addEventListener("DOMContentLoaded", start);
})(window.Dossier);
