/* The panel at the side. On a claim: its sentence with the parts marked, its values and how each was
   reached, the paragraph around it, and the picture of the page with the sentence boxed. On a gold
   claim that was missed: the same of the gold, and what was found in its sentence. On a document:
   its text. */
"use strict";

(function (D) {
  const ROLES = [
    ["trigger", "Action"],
    ["actor", "Actor"],
    ["recipient", "Recipient"],
    ["place", "Place"],
    ["date", "Date"],
    ["source", "Source"],
  ];
  const LETTERS = { trigger: "!", actor: "A", recipient: "R", place: "P", date: "D", source: "S" };
  D.ROLES = ROLES;

  /* Split a text at the ends of its spans and wrap each piece in a mark for each role on it. */
  function marked(text, spans) {
    const cuts = new Set([0, text.length]);
    for (const span of spans) cuts.add(span.start).add(span.end);
    const edges = [...cuts].sort((a, b) => a - b);
    const pieces = [];
    for (let k = 0; k + 1 < edges.length; k += 1) {
      const on = spans.filter((span) => span.start <= edges[k] && span.end >= edges[k + 1]);
      pieces.push(piece(text.slice(edges[k], edges[k + 1]), on, edges[k]));
    }
    return pieces;
  }

  function piece(text, spans, start) {
    let node = document.createTextNode(text);
    for (const [role, label] of ROLES.toReversed()) {
      const span = spans.find((each) => each.role === role);
      if (!span) continue;
      const letter = span.start === start ? LETTERS[role] : null;
      node = D.el("mark", { class: `role ${role}`, "data-letter": letter, title: label }, node);
    }
    return node;
  }

  const legend = (spans) =>
    D.el(
      "p",
      { class: "legend" },
      ...ROLES.filter(([role]) => spans.some((span) => span.role === role)).map(([role, label]) =>
        D.el("span", {}, D.el("mark", { class: `role ${role}`, "data-letter": LETTERS[role] }, label)),
      ),
    );

  /* ---- values ---- */

  function values(i, detail) {
    const { claims, core } = D.model;
    const list = D.el("dl", { class: "values-list" });
    const row = (label, ...content) => list.append(D.el("dt", {}, label), D.el("dd", { dir: "auto" }, ...content));
    row("Event", D.quadMark(D.model.quad(i)), `${D.model.type(i)}, ${D.termLabel(D.model.quad(i))}`);
    for (const ref of detail.actors) row("Actor", ...reference(ref, actorFacts(ref)));
    for (const ref of detail.recipients) row("Recipient", ...reference(ref, actorFacts(ref)));
    for (const ref of detail.places) row("Place", ...reference(ref, placeFacts(ref)));
    if (detail.date) row("Date", ...dateValue(detail.date));
    row("Told as", `${core.polarities[claims.polarity[i]]}, ${core.modalities[claims.modality[i]]}`);
    if (detail.attribution) row("Source", ...reference(detail.attribution, actorFacts(detail.attribution)));
    row("Confidence", claims.confidence[i].toFixed(2), how("share of such claims right in texts that no rule was written beside"));
    row("Found by", D.el("code", {}, core.rules[claims.rule[i]]), how(`lemma ${detail.lemma}`));
    return list;
  }

  const how = (text) => (text ? D.el("span", { class: "how" }, text) : null);

  function reference(ref, facts) {
    const written = ref.text ? `“${ref.text}”` : "not written";
    const known = ref.id ? [D.el("strong", {}, ref.name || ref.id), " ", D.el("code", {}, ref.id)] : [D.el("em", {}, "not known")];
    return [...known, how([written, ref.via && `via ${ref.via}`, ...facts].filter(Boolean).join(" · "))];
  }

  const actorFacts = (ref) => [ref.type && D.termLabel(ref.type), ref.country];

  function placeFacts(ref) {
    const at = ref.latitude === null ? "no coordinates" : `${ref.latitude.toFixed(3)}, ${ref.longitude.toFixed(3)}`;
    return [ref.precision, at, ref.country, ref.geonames_id && `GeoNames ${ref.geonames_id}`];
  }

  function dateValue(date) {
    const span = date.first_day === date.last_day ? date.first_day : `${date.first_day || "…"} to ${date.last_day || "…"}`;
    const facts = [date.text ? `“${date.text}”` : null, `${date.anchor} date`, date.reference && `counted from ${date.reference}`, date.precision];
    const value = [date.mod && `${D.termLabel(date.mod.toLowerCase())} `, D.el("strong", {}, date.edtf)].filter(Boolean);
    const season = D.dateLabel(date.edtf);
    const plain = [season === date.edtf ? "" : season, span === date.edtf ? "" : span].filter(Boolean).join(", ");
    return [...value, plain ? ` (${plain})` : "", how(facts.filter(Boolean).join(" · "))];
  }

  /* ---- page ---- */

  function pageViews(part, detail, entry, page) {
    const numbers = [...new Set([page, ...detail.boxes.map((box) => box.page)])].filter((number) => part.pages[number]);
    if (!numbers.length) {
      const why = entry.path.toLowerCase().endsWith(".pdf") ? "There is no picture of this page in the report." : "A plain text has no pages to show.";
      return [D.el("p", { class: "how" }, why)];
    }
    return numbers.map((number) => pageView(part.pages[number], detail, entry, number));
  }

  function pageView(image, detail, entry, number) {
    const sheet = () => {
      const overlay = D.svg("svg", { viewBox: `0 0 ${image.width} ${image.height}`, preserveAspectRatio: "none", "aria-hidden": "true" });
      for (const box of detail.boxes.filter((each) => each.page === number)) overlay.append(rectangle(box));
      const alt = `Page ${number} of ${entry.title}, the sentence boxed`;
      return D.el("div", { class: "sheet" }, D.el("img", { src: image.file, alt, width: Math.round(image.width), height: Math.round(image.height), loading: "eager" }), overlay);
    };
    const view = D.el("div", { class: "sheet-scroll", tabindex: "0", role: "region", "aria-label": `Page ${number}` }, sheet());
    const link = D.el("button", { type: "button", class: "link", onclick: () => enlarge(`${entry.title}, page ${number}`, sheet()) }, "Enlarge");
    centre(view, image, detail, number);
    return D.el("figure", { class: "page" }, D.el("figcaption", {}, `Page ${number} of ${D.number(entry.pages)} `, link), view);
  }

  function enlarge(title, sheet) {
    D.showDialog(title, sheet).querySelector(".box")?.scrollIntoView({ block: "center" });
  }

  function rectangle(box) {
    const pad = box.role === "evidence" ? 2 : 1;
    return D.svg("rect", {
      class: `box ${box.role}`,
      x: box.x0 - pad,
      y: box.top - pad,
      width: box.x1 - box.x0 + 2 * pad,
      height: box.bottom - box.top + 2 * pad,
      rx: 1.5,
    });
  }

  /* Scroll the picture so that the evidence is in its middle, once the picture has its size. */
  function centre(view, image, detail, number) {
    const tops = detail.boxes.filter((box) => box.page === number).map((box) => box.top);
    if (!tops.length) return;
    requestAnimationFrame(() => {
      const scale = view.scrollHeight / image.height;
      view.scrollTop = Math.min(...tops) * scale - view.clientHeight / 3;
    });
  }

  /* ---- gold ---- */

  const FIELDS = ["event_type", "actors", "recipients", "places", "date", "polarity", "modality", "attribution"];

  function sideBySide(names, rows, label) {
    const head = D.el("thead", {}, D.el("tr", {}, ...names.map((name) => D.el("th", { scope: "col" }, name))));
    return D.el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": label }, D.el("table", { class: "plain beside" }, head, D.el("tbody", {}, ...rows)));
  }

  const cell = (text) => D.el("td", { dir: "auto" }, text || "–");
  const shownAs = (field, text) => cell(field === "date" ? D.dateLabel(text || "") : text);

  /* Every field as gold has it beside what was found; those that differ stand out. */
  function goldView(i, detail) {
    const verdict = D.model.core.verdicts[D.model.claims.verdict[i]];
    if (verdict === "not checked") return null;
    const { gold } = detail;
    const head = D.el("h3", {}, "Against gold ", gold ? D.el("code", {}, gold.gold_id) : null, " ", D.el("span", { class: `tag verdict ${verdict.replaceAll(" ", "-")}` }, verdict));
    if (!gold) return D.el("section", {}, head, D.el("p", { class: "how" }, "Gold has no claim at these words."));
    const differing = new Map(detail.differences.map((each) => [each.field, each]));
    const rows = FIELDS.filter((field) => gold.values[field] || differing.has(field)).map((field) => {
      const other = differing.get(field);
      const found = other ? other.predicted : gold.values[field];
      return D.el("tr", { class: other ? "differs" : null }, D.el("th", { scope: "row" }, D.termLabel(field)), shownAs(field, gold.values[field]), shownAs(field, found), D.el("td", {}, other ? other.cause : "="));
    });
    return D.el("section", {}, head, sideBySide(["Field", "Gold", "Found", "Cause"], rows, "Gold and what was found"));
  }

  /* What gold says of a claim that was missed, and what was found in its sentence. */
  function missedViews(part, missed, entry) {
    const { model } = D;
    const beside = missed.beside.map(model.indexOf).filter((i) => i !== null);
    const found = beside.map((i) => ({
      event_type: model.type(i),
      actors: model.actors(i),
      recipients: model.recipients(i),
      places: model.places(i),
      date: D.dateLabel(model.claims.edtf[i]),
      polarity: model.core.polarities[model.claims.polarity[i]],
      modality: model.core.modalities[model.claims.modality[i]],
    }));
    const shown = FIELDS.filter((field) => missed.values[field] || found.some((each) => each[field]));
    const rows = shown.map((field) => D.el("tr", {}, D.el("th", { scope: "row" }, D.termLabel(field)), shownAs(field, missed.values[field]), ...found.map((each) => cell(each[field]))));
    const link = (i) => D.el("button", { type: "button", class: "link", onclick: () => D.change({ claim: model.claims.id[i] }) }, `Found: ${model.claims.trigger[i]}`);
    const names = ["Field", `Gold: ${missed.trigger}`, ...beside.map(link)];
    const none = D.el("p", { class: "how" }, "Nothing was found in this sentence.");
    return [
      D.el("h2", { class: "claim-title", dir: "auto" }, `Missed: ${D.typeLabel(missed.values.event_type)}, `, missed.trigger),
      D.el("p", { class: "how", dir: "auto" }, `${entry.title}, page ${missed.page} · gold `, D.el("code", {}, missed.gold_id), missed.cause ? ` · likely cause: ${missed.cause}` : ""),
      missed.sentence ? D.el("blockquote", { class: "sentence", dir: "auto" }, ...marked(missed.sentence, missed.spans)) : D.el("p", { class: "how" }, "The text of the document lacks these words."),
      D.el("section", {}, D.el("h3", {}, "Gold beside what was found"), sideBySide(names, rows, "Gold and what was found"), beside.length ? null : none),
      ...pageViews(part, missed, entry, missed.page),
      missed.paragraph === null ? null : D.paragraphView(part, missed, missed.sentence),
    ];
  }

  /* ---- the panel ---- */

  function reviewBar(i) {
    const state = D.reviews.STATES[D.reviews.stateNumber(i)];
    const button = (label, key, decision, act) =>
      D.el("button", { type: "button", class: `decide ${decision}`, "aria-pressed": String(state === `${decision}ed`), "aria-keyshortcuts": key, onclick: act }, label, " ", D.el("kbd", {}, key));
    return D.el(
      "div",
      { class: "review-bar", role: "group", "aria-label": "Review this claim" },
      button("Accept", "A", "accept", () => D.act.accept()),
      button("Reject", "R", "reject", () => D.act.reject()),
      button("Correct", "E", "correct", () => D.act.correct()),
      D.el("span", { class: `state ${state.replaceAll(" ", "-")}` }, state),
    );
  }

  function correctedView(i) {
    const decision = D.reviews.decisionOn(i);
    if (!decision || !decision.fields) return null;
    const { fields } = decision;
    const shown = ["event_type", "actors", "recipients", "places", "date", "polarity", "modality", "attribution", "note"];
    const list = D.el("dl", { class: "values-list" });
    for (const name of shown) {
      const value = Array.isArray(fields[name]) ? fields[name].join("; ") : fields[name];
      if (value) list.append(D.el("dt", {}, D.termLabel(name)), D.el("dd", { dir: "auto" }, value));
    }
    return D.el("section", { class: "corrected-fields" }, D.el("h3", {}, "Corrected to"), list);
  }

  function claimViews(model, i, part, detail) {
    const entry = model.documentOf(i);
    const sentence = model.sentence(i);
    return [
      D.el("h2", { class: "claim-title", dir: "auto" }, D.quadMark(model.quad(i)), `${D.typeLabel(model.type(i))}: `, model.claims.phrase[i]),
      D.el("p", { class: "how", dir: "auto" }, `${entry.title}, page ${model.claims.page[i]}, sentence ${model.claims.number[i]} · `, D.el("code", {}, model.claims.id[i])),
      reviewBar(i),
      correctedView(i),
      D.el("blockquote", { class: "sentence", dir: "auto" }, ...marked(sentence, detail.spans)),
      legend(detail.spans),
      values(i, detail),
      goldView(i, detail),
      ...pageViews(part, detail, entry, model.claims.page[i]),
      detail.paragraph === null ? null : D.paragraphView(part, detail, sentence),
    ];
  }

  /* What the address asks for: {views: a function that makes it, claim: its number or null,
     document: its number or null}. */
  function asked(model, { claim, gold, read }) {
    if (claim) {
      const i = model.indexOf(claim);
      if (i === null) return nothing(`This report has no claim ${claim}.`);
      const views = async () => {
        const { document: part, claim: detail } = await model.detail(i);
        return claimViews(model, i, part, detail);
      };
      return { views, claim: i, document: model.claims.document[i] };
    }
    if (gold) {
      const cut = gold.lastIndexOf("/");
      return ofDocument(model, gold.slice(0, cut), `This report has no gold claim ${gold}.`, (part, entry) => {
        const missed = part.missed.find((each) => each.gold_id === gold.slice(cut + 1));
        return missed ? missedViews(part, missed, entry) : null;
      });
    }
    if (read) return ofDocument(model, read, `This report has no document ${read}.`, D.documentView);
    return nothing("Choose a claim to see the words it rests on.");
  }

  const nothing = (text) => ({ views: async () => [D.el("p", { class: "how" }, text)], claim: null, document: null });

  function ofDocument(model, id, otherwise, make) {
    const number = model.core.documents.findIndex((entry) => entry.id === id);
    if (number < 0) return nothing(otherwise);
    const entry = model.core.documents[number];
    const views = async () => make(await D.load(`documents/${entry.file}`), entry) || nothing(otherwise).views();
    return { views, claim: null, document: number };
  }

  D.buildEvidence = function (model) {
    const panel = D.byId("evidence");
    const body = D.byId("evidence-body");
    let shown = nothing("");

    async function show() {
      const wanted = asked(model, { ...D.state, claim: D.openClaim() });
      shown = wanted;
      document.body.classList.toggle("has-claim", wanted.document !== null && !D.preview);
      let views;
      try {
        views = await wanted.views();
      } catch (error) {
        views = [D.el("p", { role: "alert" }, error.message)];
      }
      if (shown !== wanted) return;
      body.replaceChildren(...views.filter(Boolean));
      panel.scrollTop = 0;
    }

    return {
      show,
      redraw: (i) => (i === shown.claim ? show() : undefined),
      /* The number of the claim, or of the document, that is shown; null when none is. */
      shown: () => shown.claim,
      document: () => shown.document,
    };
  };
})(window.Dossier);
