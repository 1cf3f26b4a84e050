/* The text of documents: one paragraph around a claim, or a whole document with the actions of its
   claims marked. Words selected in either can become a claim that was missed. */
"use strict";

(function (D) {
  const HELP = "Select the words of an action that was missed and press N to add its claim.";

  /* The paragraph with the sentence shown, and buttons for those before and after it. */
  D.paragraphView = function (part, { paragraph, at }, sentence) {
    const box = D.el("p", { class: "paragraph", id: "paragraph", dir: "auto", tabindex: "0" });
    const back = D.el("button", { type: "button", class: "icon", title: "Paragraph before", "aria-label": "Paragraph before" }, "↑");
    const on = D.el("button", { type: "button", class: "icon", title: "Paragraph after", "aria-label": "Paragraph after" }, "↓");
    const draw = (number) => {
      const { text } = part.paragraphs[number];
      box.dataset.paragraph = number;
      if (number === paragraph) {
        const end = at + sentence.length;
        box.replaceChildren(text.slice(0, at), D.el("span", { class: "here" }, text.slice(at, end)), text.slice(end));
      } else box.replaceChildren(text);
      back.disabled = number === 0;
      on.disabled = number + 1 >= part.paragraphs.length;
      back.onclick = () => draw(number - 1);
      on.onclick = () => draw(number + 1);
    };
    draw(paragraph);
    return D.el("section", {}, D.el("h3", {}, "Paragraph ", back, on), box, D.el("p", { class: "how" }, HELP));
  };

  /* The whole body of a document; a click on an action opens its claim, or its missed gold. */
  D.documentView = function (part, entry) {
    const marks = marksOf(part, entry);
    let page = null;
    const body = part.paragraphs.flatMap((paragraph, number) => {
      const box = D.el("p", { class: `paragraph whole${paragraph.heading ? " heading" : ""}`, dir: "auto", "data-paragraph": number }, ...pieces(paragraph.text, marks.get(number) || []));
      const turned = paragraph.pages[0][1] !== page;
      page = paragraph.pages[0][1];
      return turned && entry.pages > 1 ? [D.el("h3", {}, `Page ${page}`), box] : [box];
    });
    return [
      D.el("h2", { class: "claim-title", dir: "auto" }, entry.title),
      D.el("p", { class: "how" }, `${D.number(part.claims.length)} claims are marked; a click on one opens it. ${HELP}`),
      ...body,
    ];
  };

  /* The places of triggers, by paragraph; of those that overlap the first is kept. */
  function marksOf(part, entry) {
    const mark = (each, open, what) => each.spans.filter(({ role }) => role === "trigger").map(({ start, end }) => ({ paragraph: each.paragraph, start: each.at + start, end: each.at + end, open, what }));
    const marks = [
      ...part.claims.flatMap((each) => mark(each, { claim: each.id }, "found")),
      ...part.missed.flatMap((each) => mark(each, { gold: `${entry.id}/${each.gold_id}` }, "missed")),
    ];
    marks.sort((a, b) => a.start - b.start);
    return d3.group(marks, ({ paragraph }) => paragraph);
  }

  function pieces(text, marks) {
    const out = [];
    let at = 0;
    for (const { start, end, open, what } of marks) {
      if (start < at || end > text.length) continue;
      const title = what === "missed" ? "Open what was missed" : "Open the claim";
      out.push(text.slice(at, start), D.el("button", { type: "button", class: `in-text ${what}`, title, onclick: () => D.change(open) }, text.slice(start, end)));
      at = end;
    }
    return [...out, text.slice(at)];
  }

  /* The record of a claim that was missed, from the words selected in a paragraph; or null. */
  D.recordFromSelection = function (part) {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const within = range.commonAncestorContainer;
    const box = (within.nodeType === Node.ELEMENT_NODE ? within : within.parentElement).closest("[data-paragraph]");
    if (!box) return null;
    const lead = document.createRange();
    lead.setStart(box, 0);
    lead.setEnd(range.startContainer, range.startOffset);
    const chosen = range.toString();
    const trigger = chosen.trim();
    if (!trigger) return null;
    const from = lead.toString().length + chosen.length - chosen.trimStart().length;
    return recordAt(part.paragraphs[Number(box.dataset.paragraph)], from, trigger);
  };

  const wordsOf = (text) => text.split(/\s+/).filter(Boolean);

  /* Offsets in Python count code points, those in JavaScript UTF-16 units. */
  const pointsIn = (text) => [...text].length;

  function recordAt({ start, text, pages }, from, trigger) {
    const offset = start + pointsIn(text.slice(0, from));
    return {
      start: offset,
      end: offset + pointsIn(trigger),
      sent: null,
      page: pages.findLast(([at]) => at <= from)[1],
      trigger,
      before: wordsOf(text.slice(0, from)).slice(-3).join(" "),
      after: wordsOf(text.slice(from + trigger.length)).slice(0, 3).join(" "),
      event_type: "ASSAULT",
      actors: [],
      actor_text: "",
      recipients: [],
      recipient_text: "",
      places: [],
      place_text: "",
      date: null,
      date_text: "",
      date_mod: null,
      polarity: "positive",
      modality: "asserted",
      attribution: null,
      implicit: [],
      note: "",
    };
  }
})(window.Dossier);
