/* A person's decisions. They are kept in this browser under the document's id and the digest of
   its bytes, so that they outlive a rebuild of the report, and are downloaded as JSON lines that
   `claims gold import` takes. */
"use strict";

(function (D) {
  const STATES = ["not reviewed", "accepted", "rejected", "corrected"];
  const DECISION_STATE = { accept: 1, reject: 2, correct: 3 };

  const documents = []; // per document: {claims: {id: {decision, fields?}}, added: [fields]}
  let states = null;
  let model = null;
  const history = [];

  const nameOf = ({ id, sha256 }) => `review/${id}/${sha256.slice(0, 16)}`;

  function read(number) {
    try {
      const kept = JSON.parse(D.kept.get(nameOf(model.core.documents[number])) || "{}");
      return { claims: kept.claims || {}, added: kept.added || [] };
    } catch {
      return { claims: {}, added: [] };
    }
  }

  function keep(number) {
    if (!D.kept.set(nameOf(model.core.documents[number]), JSON.stringify(documents[number]))) D.say("This browser cannot keep more reviews: download them now.");
    D.byId("download-reviews").textContent = buttonText();
  }

  /* Take the states of claims from `documents`; returns the numbers of claims that changed. */
  function restate() {
    const changed = [];
    for (let i = 0; i < model.count; i += 1) {
      const found = documents[model.claims.document[i]].claims[model.claims.id[i]];
      const state = found ? DECISION_STATE[found.decision] || 0 : 0;
      if (state !== states[i]) changed.push(i);
      states[i] = state;
    }
    D.byId("download-reviews").textContent = buttonText();
    return changed;
  }

  function buttonText() {
    const { done, added } = progress();
    return done + added ? `Reviews: ${D.number(done + added)} ↓` : "Reviews";
  }

  function progress() {
    let done = 0;
    for (const state of states) done += state > 0 ? 1 : 0;
    return { done, added: documents.reduce((sum, each) => sum + each.added.length, 0) };
  }

  function start(given) {
    model = given;
    states = new Uint8Array(model.count);
    model.core.documents.forEach((_, number) => (documents[number] = read(number)));
    restate();
    window.addEventListener("storage", ({ key }) => follow(key));
  }

  /* Another tab with this report has kept a decision: have it here too, or the next one kept here
     would undo it. */
  function follow(key) {
    const number = model.core.documents.findIndex((entry) => D.kept.PREFIX + nameOf(entry) === key);
    if (number < 0) return;
    documents[number] = read(number);
    D.onReview(restate());
  }

  /* Set the decision on claim i, null to take it back; `fields` only when corrected. */
  function decide(i, decision, fields = null, remember = true) {
    const number = model.claims.document[i];
    const id = model.claims.id[i];
    const before = documents[number].claims[id] || null;
    if (remember) history.push({ i, before });
    if (decision) documents[number].claims[id] = fields ? { decision, fields } : { decision };
    else delete documents[number].claims[id];
    states[i] = decision ? DECISION_STATE[decision] : 0;
    keep(number);
    D.onReview([i]);
  }

  function undo() {
    const last = history.pop();
    if (!last) return null;
    const { decision = null, fields = null } = last.before || {};
    decide(last.i, decision, fields, false);
    return last.i;
  }

  function add(number, fields) {
    documents[number].added.push(fields);
    keep(number);
  }

  function remove(number, at) {
    documents[number].added.splice(at, 1);
    keep(number);
  }

  /* The fields of a claim as a gold record has them (see docs/outputs.md, "Reviews"). */
  function recordOf(i, detail) {
    const texts = (refs) => [...new Set(refs.map((ref) => ref.text).filter(Boolean))].join("; ");
    const keys = (refs) => refs.map((ref) => ref.id || ref.name || ref.text).filter(Boolean);
    const implicit = (refs) => refs.length > 0 && refs.every((ref) => !ref.text);
    const { claims, core } = model;
    return {
      start: detail.trigger.start,
      end: detail.trigger.end,
      sent: claims.number[i],
      page: claims.page[i],
      trigger: detail.trigger.text,
      before: detail.before,
      after: detail.after,
      event_type: model.type(i),
      actors: keys(detail.actors),
      actor_text: texts(detail.actors),
      recipients: keys(detail.recipients),
      recipient_text: texts(detail.recipients),
      places: keys(detail.places),
      place_text: texts(detail.places),
      date: detail.date ? detail.date.edtf : null,
      date_text: detail.date ? detail.date.text : "",
      date_mod: detail.date ? detail.date.mod : null,
      polarity: core.polarities[claims.polarity[i]],
      modality: core.modalities[claims.modality[i]],
      attribution: detail.attribution ? keys([detail.attribution])[0] || null : null,
      implicit: [...(implicit(detail.actors) ? ["actor"] : []), ...(implicit(detail.recipients) ? ["recipient"] : [])],
      note: "",
    };
  }

  /* All decisions as JSON lines, in the order of documents and text. */
  async function exportLines() {
    const lines = [];
    for (const [number, entry] of model.core.documents.entries()) {
      const kept = documents[number];
      if (!Object.keys(kept.claims).length && !kept.added.length) continue;
      const head = { doc_id: entry.id, sha256: entry.sha256 };
      const part = await D.load(`documents/${entry.file}`);
      for (const detail of part.claims) {
        const found = kept.claims[detail.id];
        if (!found) continue;
        const record = found.fields || recordOf(model.indexOf(detail.id), detail);
        lines.push({ decision: found.decision, ...head, claim_id: detail.id, ...record });
      }
      for (const fields of kept.added) lines.push({ decision: "add", ...head, claim_id: null, ...fields });
    }
    return lines.map((line) => `${JSON.stringify(line)}\n`).join("");
  }

  async function download() {
    const text = await exportLines();
    if (!text) D.say("Nothing is reviewed yet: open a claim and press A, R or E.");
    else D.download("reviews.jsonl", "application/x-ndjson", text);
  }

  /* Take over the decisions of a downloaded file; those in it replace those kept here. Lines on
     documents or claims that this report lacks are left out. Returns [taken, left out]. */
  function load(text) {
    const lines = text.split("\n").filter((line) => line.trim());
    const touched = new Set();
    const taken = lines.filter((line) => {
      const number = take(line);
      if (number !== null) touched.add(number);
      return number !== null;
    });
    touched.forEach(keep);
    D.onReview(restate());
    return [taken.length, lines.length - taken.length];
  }

  /* Returns the number of the document that the line was about, null when it is not taken. */
  function take(line) {
    let given;
    try {
      given = JSON.parse(line);
    } catch {
      return null;
    }
    const { decision, doc_id, sha256, claim_id, ...fields } = given || {};
    const number = model.core.documents.findIndex((entry) => entry.id === doc_id && entry.sha256 === sha256);
    if (number < 0) return null;
    const { claims, added } = documents[number];
    if (decision === "add") {
      const same = (each) => each.start === fields.start && each.end === fields.end && each.event_type === fields.event_type;
      if (!added.some(same)) added.push(fields);
      return number;
    }
    if (!(decision in DECISION_STATE) || model.indexOf(claim_id) === null) return null;
    claims[claim_id] = decision === "correct" ? { decision, fields } : { decision };
    return number;
  }

  D.reviews = {
    STATES,
    start,
    decide,
    undo,
    add,
    remove,
    recordOf,
    download,
    load,
    stateNumber: (i) => states[i],
    states: () => states,
    decisionOn: (i) => documents[model.claims.document[i]].claims[model.claims.id[i]] || null,
    added: (number) => documents[number].added,
  };
})(window.Dossier);
