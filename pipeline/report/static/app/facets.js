/* The filters a reader sets: lists of values with counts, dates, confidence; and the set ones as
   chips above the table. */
"use strict";

(function (D) {
  const SHORT = 8;
  const LONG = 60;
  const BEFORE_DATE = 3;
  const OPEN = new Set(["type", "actor", "recipient", "place", "document"]);

  D.buildFacets = function (model, filters) {
    const panel = D.byId("facets");
    const parts = filters.map((filter) => facet(filter));
    panel.replaceChildren(...parts.slice(0, BEFORE_DATE).map((part) => part.node), dateFacet(), ...parts.slice(BEFORE_DATE).map((part) => part.node), confidenceFacet());
    return (result) => {
      for (const part of parts) part.update(result.counts);
      updateRanges();
      updateChips(filters);
    };
  };

  function facet(filter) {
    const values = D.el("ul", { class: "values" });
    const more = D.el("button", { type: "button", class: "link more" });
    const find = D.el("input", {
      type: "search",
      class: "find",
      placeholder: `Find ${filter.title.toLowerCase()}`,
      "aria-label": `Find ${filter.title.toLowerCase()}`,
    });
    const big = filter.keys.length > SHORT;
    const node = D.el(
      "details",
      { class: "facet", open: OPEN.has(filter.key), "data-facet": filter.key },
      D.el("summary", {}, filter.title, D.el("span", { class: "set" })),
      big ? find : null,
      values,
      more,
    );
    let long = false;
    let counts = null;
    const draw = () => {
      if (!counts || !node.open) return;
      const shown = ranked(filter, counts, D.fold(find.value));
      const limit = long || find.value ? LONG : SHORT;
      values.replaceChildren(...shown.slice(0, limit).map((value) => valueItem(filter, value, counts[value])));
      more.hidden = shown.length <= SHORT || Boolean(find.value);
      more.textContent = long ? "Show fewer" : `Show ${D.number(Math.min(shown.length, LONG) - SHORT)} more`;
    };
    find.addEventListener("input", draw);
    more.addEventListener("click", () => {
      long = !long;
      draw();
    });
    node.addEventListener("toggle", draw);
    return {
      node,
      update(all) {
        counts = all[filter.key];
        const set = D.state.lists[filter.key].size;
        node.querySelector(".set").textContent = set ? ` (${set})` : "";
        draw();
      },
    };
  }

  /* Chosen values first, then by count; values without claims are left out. */
  function ranked(filter, counts, wanted) {
    const chosen = D.state.lists[filter.key];
    const rank = (value) => (chosen.has(filter.keys[value]) ? 1e9 : 0) + counts[value];
    return filter.keys
      .map((_, value) => value)
      .filter((value) => rank(value) > 0 && (!wanted || D.fold(filter.labels[value]).includes(wanted)))
      .sort((a, b) => rank(b) - rank(a) || filter.labels[a].localeCompare(filter.labels[b]));
  }

  function valueItem(filter, value, count) {
    const key = filter.keys[value];
    const box = D.el("input", {
      type: "checkbox",
      checked: D.state.lists[filter.key].has(key),
      onchange: () => D.toggle(filter.key, key),
    });
    const label = D.el("span", { class: "label", dir: "auto" }, filter.labels[value]);
    const mark = filter.key === "type" ? D.quadMark(D.model.core.quads[value]) : null;
    return D.el("li", {}, D.el("label", {}, box, mark, label, D.el("span", { class: "n" }, D.number(count))));
  }

  D.quadMark = (quad) => D.el("span", { class: `quad ${quad}`, title: D.termLabel(quad), "aria-hidden": "true" });

  const ranges = {};

  function dateFacet() {
    const input = (key, label) => {
      ranges[key] = D.el("input", {
        id: `date-${key}`,
        placeholder: "YYYY-MM-DD",
        pattern: "\\d{4}(-\\d\\d(-\\d\\d)?)?",
        title: "A year, a month or a day: 2016, 2016-02, 2016-02-27",
        size: "11",
        onchange: () => setDate(key),
      });
      return D.el("label", {}, label, ranges[key]);
    };
    ranges.within = D.el("input", { type: "checkbox", onchange: (event) => D.change({ within: event.target.checked }) });
    const wholly = D.el("label", { class: "check" }, ranges.within, "only dates that lie wholly inside");
    return D.el(
      "details",
      { class: "facet", open: true, "data-facet": "date" },
      D.el("summary", {}, "Date"),
      D.el("div", { class: "range" }, input("from", "From "), input("to", "To ")),
      wholly,
    );
  }

  function setDate(key) {
    const field = ranges[key];
    if (field.checkValidity()) D.change({ [key]: field.value.trim() });
    else field.reportValidity();
  }

  function confidenceFacet() {
    ranges.confidence = D.el("input", {
      type: "range",
      min: "0",
      max: "1",
      step: "0.05",
      id: "least-confidence",
      oninput: (event) => D.change({ confidence: Number(event.target.value) }, "confidence"),
    });
    ranges.shown = D.el("output", { for: "least-confidence" });
    return D.el(
      "details",
      { class: "facet", open: true, "data-facet": "confidence" },
      D.el("summary", {}, "Confidence"),
      D.el("label", { class: "range" }, "at least ", ranges.confidence, ranges.shown),
    );
  }

  function updateRanges() {
    ranges.from.value = D.state.from;
    ranges.to.value = D.state.to;
    ranges.within.checked = D.state.within;
    ranges.confidence.value = String(D.state.confidence);
    ranges.shown.textContent = D.state.confidence.toFixed(2);
  }

  function updateChips(filters) {
    const chips = [];
    const chip = (text, remove) =>
      chips.push(
        D.el(
          "button",
          { type: "button", class: "chip", title: "Remove this filter", onclick: remove },
          D.el("span", { dir: "auto" }, text),
          D.el("span", { "aria-hidden": "true" }, " ×"),
        ),
      );
    if (D.state.q) chip(`“${D.state.q}”`, () => D.change({ q: "" }));
    for (const filter of filters)
      for (const key of D.state.lists[filter.key]) {
        const at = filter.keys.indexOf(key);
        chip(`${filter.title}: ${at < 0 ? key : filter.labels[at]}`, () => D.toggle(filter.key, key));
      }
    if (D.state.from || D.state.to) {
      const inside = D.state.within ? "inside" : "in";
      chip(`${inside} ${D.state.from || "…"} – ${D.state.to || "…"}`, () => D.change({ from: "", to: "", within: false }));
    }
    if (D.state.confidence) chip(`confidence ≥ ${D.state.confidence}`, () => D.change({ confidence: 0 }));
    if (chips.length > 1) chips.push(D.el("button", { type: "button", class: "link", onclick: D.clearFilters }, "Clear all"));
    D.byId("chips").replaceChildren(...chips);
    const badge = D.filterCount();
    D.byId("filters-toggle").textContent = badge ? `Filters (${badge})` : "Filters";
  }
})(window.Dossier);
