/* The form in which a claim is corrected or a missed one is added. */
"use strict";

(function (D) {
  const MODS = ["", "BEFORE", "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER", "APPROX"];
  // EDTF as the guidelines use it: a day, month, season, year or decade, or an interval of these.
  const VALUE = "(\\d{4}|\\d{3}X)(-\\d\\d(-\\d\\d)?)?[~?%]?";
  const EDTF = `(${VALUE}|(${VALUE}|\\.\\.)/(${VALUE}|\\.\\.))`;

  /* A list of ids: a button to remove each, a field with suggestions to add one. */
  function tokens(name, label, values, suggestions) {
    let kept = [...values];
    const chips = D.el("span", { class: "chips" });
    const input = D.el("input", { list: suggestions, "aria-label": `Add to ${label.toLowerCase()}`, placeholder: "id or name, then Enter" });
    const draw = () =>
      chips.replaceChildren(
        ...kept.map((value, at) =>
          D.el("button", { type: "button", class: "chip", "aria-label": `Remove ${value}`, onclick: () => (kept.splice(at, 1), draw()) }, value, D.el("span", { "aria-hidden": "true" }, " ×")),
        ),
      );
    const take = () => {
      const value = input.value.trim();
      if (value && !kept.includes(value)) kept.push(value);
      input.value = "";
      draw();
    };
    input.addEventListener("keydown", (event) => event.key === "Enter" && (event.preventDefault(), take()));
    input.addEventListener("change", take);
    draw();
    const node = D.el("div", { class: "field", role: "group", "aria-label": label }, D.el("span", { class: "name" }, label), D.el("span", { class: "tokens" }, chips, input));
    return { name, node, read: () => (take(), kept) };
  }

  function choice(name, label, value, options) {
    const input = D.el("select", { autofocus: name === "event_type" }, ...options.map((option) => D.el("option", { value: option, selected: option === (value || "") }, option || "–")));
    return { name, node: labelled(label, input), read: () => input.value || null };
  }

  function line(name, label, value, more) {
    const input = D.el("input", { value: value || "", ...more });
    return { name, node: labelled(label, input), read: () => input.value.trim() || (name === "date" || name === "attribution" ? null : "") };
  }

  const labelled = (label, input) => D.el("label", { class: "field" }, D.el("span", { class: "name" }, label), input);

  function fieldsOf(record) {
    const { core } = D.model;
    return [
      choice("event_type", "Event type", record.event_type, core.types),
      tokens("actors", "Actors", record.actors, "known-actors"),
      line("actor_text", "Actors as written", record.actor_text, {}),
      tokens("recipients", "Recipients", record.recipients, "known-actors"),
      line("recipient_text", "Recipients as written", record.recipient_text, {}),
      tokens("places", "Places", record.places, "known-places"),
      line("place_text", "Places as written", record.place_text, {}),
      line("date", "Date (EDTF)", record.date, { pattern: EDTF, title: "EDTF, as 2016-02-27, 2016-02, 2016, 2015-10/.. or ../2017", placeholder: "2016-02" }),
      line("date_text", "Date as written", record.date_text, {}),
      choice("date_mod", "Date modifier", record.date_mod, MODS),
      choice("polarity", "Polarity", record.polarity, core.polarities),
      choice("modality", "Modality", record.modality, core.modalities),
      line("attribution", "Said by (id)", record.attribution, { list: "known-actors" }),
      line("note", "Note", record.note, {}),
    ];
  }

  function suggestions(id, entries) {
    const known = entries.filter((entry) => entry.id);
    return D.el("datalist", { id }, ...known.map((entry) => D.el("option", { value: entry.id }, entry.name)));
  }

  /* The trigger in its sentence, or between the words beside it where no sentence is given. */
  function inContext(record, sentence, start) {
    const trigger = D.el("mark", { class: "role trigger" }, record.trigger);
    if (!sentence) return [`… ${record.before} `, trigger, ` ${record.after} …`];
    return [sentence.slice(0, start), trigger, sentence.slice(start + record.trigger.length)];
  }

  /* Show the form over `record`; resolves to the new record, or null when given up. */
  D.editRecord = function (title, record, { sentence = "", start = 0 } = {}) {
    const { core } = D.model;
    const fields = fieldsOf(record);
    return new Promise((resolve) => {
      const cancel = D.el("button", { type: "button" }, "Cancel");
      const form = D.el(
        "form",
        { class: "editor", method: "dialog" },
        D.el("p", { class: "in-context", dir: "auto" }, ...inContext(record, sentence, start)),
        ...fields.map((field) => field.node),
        suggestions("known-actors", core.actors),
        suggestions("known-places", core.places),
        D.el("p", { class: "buttons" }, D.el("button", { class: "primary" }, "Keep"), cancel),
      );
      const dialog = D.showDialog(title, form);
      let result = null;
      cancel.addEventListener("click", () => dialog.close());
      form.addEventListener("submit", () => {
        result = { ...record, ...Object.fromEntries(fields.map((field) => [field.name, field.read()])) };
        if (result.modality !== "alleged") result.attribution = null;
      });
      dialog.addEventListener("close", () => resolve(result), { once: true });
    });
  };

  /* One dialog serves for all; it closes with Escape, and gives the focus back. */
  D.showDialog = function (title, ...content) {
    const dialog = D.byId("dialog");
    if (dialog.open) dialog.close();
    D.byId("dialog-title").textContent = title;
    D.byId("dialog-body").replaceChildren(...content);
    dialog.showModal();
    return dialog;
  };
})(window.Dossier);
