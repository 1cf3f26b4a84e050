/* The panel on one claim: its sentence with the parts marked, its values and how each was reached,
   the paragraph around it, and the picture of the page with the sentence boxed. */
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
    row("Confidence", claims.confidence[i].toFixed(2), how("share of such claims that are right on the gold set"));
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
    return [...value, span === date.edtf ? "" : ` (${span})`, how(facts.filter(Boolean).join(" · "))];
  }

  /* ---- paragraph ---- */

  function paragraphView(part, detail, sentence) {
    const box = D.el("p", { class: "paragraph", id: "paragraph", dir: "auto", tabindex: "0" });
    const back = D.el("button", { type: "button", class: "icon", title: "Paragraph before", "aria-label": "Paragraph before" }, "↑");
    const on = D.el("button", { type: "button", class: "icon", title: "Paragraph after", "aria-label": "Paragraph after" }, "↓");
    const draw = (number) => {
      const { text, start } = part.paragraphs[number];
      box.dataset.start = start;
      if (number === detail.paragraph) {
        const end = detail.at + sentence.length;
        box.replaceChildren(text.slice(0, detail.at), D.el("span", { class: "here" }, text.slice(detail.at, end)), text.slice(end));
      } else box.replaceChildren(text);
      back.disabled = number === 0;
      on.disabled = number + 1 >= part.paragraphs.length;
      back.onclick = () => draw(number - 1);
      on.onclick = () => draw(number + 1);
    };
    draw(detail.paragraph);
    const help = "Select the words of an action that was missed and press N to add its claim.";
    return D.el("section", {}, D.el("h3", {}, "Paragraph ", back, on), box, D.el("p", { class: "how" }, help));
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

  function goldView(i, detail) {
    const verdict = D.model.core.verdicts[D.model.claims.verdict[i]];
    if (verdict === "not checked") return null;
    const head = D.el("h3", {}, "Against gold ", D.el("span", { class: `tag verdict ${verdict.replaceAll(" ", "-")}` }, verdict));
    if (!detail.differences.length) return D.el("section", {}, head);
    const cell = (text) => D.el("td", { dir: "auto" }, text || "–");
    const rows = detail.differences.map((each) => D.el("tr", {}, D.el("th", { scope: "row" }, D.termLabel(each.field)), cell(each.gold), cell(each.predicted), cell(each.cause)));
    const names = ["Field", "Gold", "Found", "Cause"].map((name) => D.el("th", { scope: "col" }, name));
    return D.el("section", {}, head, D.el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Differences from gold" }, D.el("table", { class: "plain" }, D.el("thead", {}, D.el("tr", {}, names)), D.el("tbody", {}, rows))));
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

  D.buildEvidence = function (model) {
    const panel = D.byId("evidence");
    const body = D.byId("evidence-body");
    let shown = null;

    async function show() {
      const i = model.indexOf(D.state.claim);
      shown = i;
      document.body.classList.toggle("has-claim", i !== null);
      if (i === null) {
        body.replaceChildren(D.el("p", { class: "how" }, D.state.claim ? `This report has no claim ${D.state.claim}.` : "Choose a claim to see the words it rests on."));
        return;
      }
      let found;
      try {
        found = await model.detail(i);
      } catch (error) {
        body.replaceChildren(D.el("p", { role: "alert" }, error.message));
        return;
      }
      if (shown === i) draw(i, found);
    }

    function draw(i, { document: part, claim: detail }) {
      const entry = model.documentOf(i);
      const sentence = model.sentence(i);
      body.replaceChildren(
        ...[
          D.el("h2", { class: "claim-title", dir: "auto" }, D.quadMark(model.quad(i)), `${D.typeLabel(model.type(i))}: `, model.claims.phrase[i]),
          D.el("p", { class: "how", dir: "auto" }, `${entry.title}, page ${model.claims.page[i]}, sentence ${model.claims.number[i]} · `, D.el("code", {}, model.claims.id[i])),
          reviewBar(i),
          correctedView(i),
          D.el("blockquote", { class: "sentence", dir: "auto" }, ...marked(sentence, detail.spans)),
          legend(detail.spans),
          values(i, detail),
          goldView(i, detail),
          ...pageViews(part, detail, entry, model.claims.page[i]),
          detail.paragraph === null ? null : paragraphView(part, detail, sentence),
        ].filter(Boolean),
      );
      panel.scrollTop = 0;
    }

    return { show, redraw: (i) => (i === shown ? show() : undefined), shown: () => shown };
  };
})(window.Dossier);
