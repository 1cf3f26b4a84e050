/* The data of the report: takes what the data scripts hand over, and answers questions about it.

   Every script adds its part to the one global name `Dossier`; they are classic scripts because
   a page opened from disk may not load modules. */
"use strict";

window.Dossier = window.Dossier || {};

(function (D) {
  const parts = new Map();
  const DAY = 86400000;
  const PLAIN = /^[\x00-\x7f]*$/;

  /* Called by the data scripts. */
  D.receive = function (name, json) {
    parts.set(name, JSON.parse(json));
  };

  /* Load a data script by name; resolves to its data, at once when it was loaded before. */
  const loading = new Map();
  D.load = function (name) {
    if (parts.has(name)) return Promise.resolve(parts.get(name));
    if (!loading.has(name)) loading.set(name, addScript(`data/${name}.js`).then(() => parts.get(name)));
    return loading.get(name);
  };

  function addScript(path) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = path;
      script.onload = resolve;
      script.onerror = () => reject(new Error(`${path} is missing from the report folder`));
      document.head.append(script);
    });
  }
  D.addScript = addScript;

  D.isoDay = (day) => (day === null || day === undefined ? "" : new Date(day * DAY).toISOString().slice(0, 10));
  D.dayOf = (iso) => Math.round(Date.parse(`${iso}T00:00:00Z`) / DAY);

  /* "ASSAULT" to "Assault", "material_conflict" to "material conflict". */
  D.typeLabel = (type) => type.charAt(0) + type.slice(1).toLowerCase();
  D.termLabel = (term) => term.replaceAll("_", " ");

  /* Letters without case or accents, so that a search finds what a person means. */
  D.fold = (text) => (PLAIN.test(text) ? text : text.normalize("NFD").replace(/\p{M}/gu, "")).toLowerCase();

  D.buildModel = function () {
    const core = parts.get("core");
    const claims = core.claims;
    const count = claims.id.length;
    const byId = new Map(claims.id.map((id, index) => [id, index]));
    const names = (numbers, table) => numbers.map((number) => table[number].name).join("; ");
    return {
      core,
      claims,
      count,
      indexOf: (id) => (byId.has(id) ? byId.get(id) : null),
      type: (i) => core.types[claims.type[i]],
      quad: (i) => core.quads[claims.type[i]],
      documentOf: (i) => core.documents[claims.document[i]],
      sentence: (i) => core.sentences[claims.sentence[i]],
      actors: (i) => names(claims.actors[i], core.actors),
      recipients: (i) => names(claims.recipients[i], core.actors),
      places: (i) => names(claims.places[i], core.places),
      /* The month (months since year 0) in which the whole date lies, or null. */
      month: monthsOf(claims, count),
      /* The details of claim i, loaded with its document. */
      detail: (i) =>
        D.load(`documents/${core.documents[claims.document[i]].file}`).then((part) => ({
          document: part,
          claim: part.claims.find((each) => each.id === claims.id[i]),
        })),
    };
  };

  function monthsOf(claims, count) {
    const months = new Array(count);
    for (let i = 0; i < count; i += 1) {
      const first = claims.first[i];
      const last = claims.last[i];
      months[i] = null;
      if (first === null || last === null || last - first > 31) continue;
      const from = new Date(first * DAY);
      const to = new Date(last * DAY);
      if (from.getUTCMonth() === to.getUTCMonth() && from.getUTCFullYear() === to.getUTCFullYear())
        months[i] = from.getUTCFullYear() * 12 + from.getUTCMonth();
    }
    return months;
  }

  D.monthLabel = (month) => `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;
})(window.Dossier);
