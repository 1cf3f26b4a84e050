/* Which claims pass the filters, and how many would pass each value of each filter.

   A claim fails some number of filters. It is shown when it fails none; it counts beside a value
   of filter F when it fails none but F. One pass over the claims finds both. */
"use strict";

(function (D) {
  const PASS = 255;

  /* The filters that are lists of values. `of(i)` gives the value numbers of claim i; `keys` the
     name of each value in the address, `labels` what a person reads. */
  function lists(model) {
    const { core, claims } = model;
    const one = (column) => (i) => [column[i]];
    const filters = [
      list("type", "Event type", core.types, core.types.map(D.typeLabel), one(claims.type)),
      list("actor", "Actor", keysOf(core.actors), namesOf(core.actors), (i) => claims.actors[i]),
      list("recipient", "Recipient", keysOf(core.actors), namesOf(core.actors), (i) => claims.recipients[i]),
      list("place", "Place", keysOf(core.places), namesOf(core.places), (i) => claims.places[i]),
      list("document", "Document", core.documents.map((each) => each.id), titlesOf(core.documents), one(claims.document)),
      list("modality", "Modality", core.modalities, core.modalities, one(claims.modality)),
      list("polarity", "Polarity", core.polarities, core.polarities, one(claims.polarity)),
    ];
    if (core.documents.some((each) => each.scored))
      filters.push(list("verdict", "Against gold", core.verdicts, core.verdicts, one(claims.verdict)));
    const states = D.reviews.STATES;
    filters.push(list("review", "Review", states, states, (i) => [D.reviews.stateNumber(i)]));
    return filters;
  }

  const list = (key, title, keys, labels, of) => ({ key, title, keys, labels, of });
  const keysOf = (entries) => entries.map((entry) => entry.key);
  const namesOf = (entries) => entries.map((entry) => entry.name);
  const titlesOf = (entries) => entries.map((entry) => entry.title);

  /* The filters that are not lists: each a test of claim i, or null when it lets all pass. */
  function tests(model, state) {
    return [dateTest(model, state), confidenceTest(model, state), textTest(model, state)];
  }

  function dateTest(model, state) {
    if (!state.from && !state.to) return null;
    const { first, last } = model.claims;
    const from = state.from ? D.dayOf(firstDay(state.from)) : -Infinity;
    const to = state.to ? D.dayOf(lastDay(state.to)) : Infinity;
    const open = (day, end) => (day === null ? end : day);
    if (state.within)
      return (i) => first[i] !== null && last[i] !== null && first[i] >= from && last[i] <= to;
    return (i) =>
      !(first[i] === null && last[i] === null) &&
      open(first[i], -Infinity) <= to &&
      open(last[i], Infinity) >= from;
  }

  /* "2016" and "2016-02" stand for their first and last days. */
  const firstDay = (text) => (text + "-01-01").slice(0, 10);
  function lastDay(text) {
    const [year, month, day] = text.split("-").map(Number);
    if (day) return text;
    return new Date(Date.UTC(year, month || 12, 0)).toISOString().slice(0, 10);
  }
  D.firstDay = firstDay;
  D.lastDay = lastDay;

  function confidenceTest(model, state) {
    const least = state.confidence;
    return least ? (i) => model.claims.confidence[i] >= least : null;
  }

  /* All words must occur, each anywhere in the claim's text; "quoted words" as they stand. */
  function textTest(model, state) {
    const words = D.fold(state.q).match(/"[^"]+"|\S+/g);
    if (!words) return null;
    const wanted = words.map((word) => word.replaceAll('"', "")).filter(Boolean);
    const texts = haystacks(model);
    return (i) => wanted.every((word) => texts[i].includes(word));
  }

  let texts = null;
  function haystacks(model) {
    if (texts) return texts;
    const { core, claims } = model;
    const folded = (names) => names.map(D.fold);
    const sentences = folded(core.sentences);
    const actors = folded(namesOf(core.actors));
    const places = folded(namesOf(core.places));
    const phrases = new Map();
    const phrase = (text) => phrases.get(text) || (phrases.set(text, D.fold(text)), phrases.get(text));
    texts = claims.id.map((id, i) =>
      [
        sentences[claims.sentence[i]],
        ...claims.actors[i].map((number) => actors[number]),
        ...claims.recipients[i].map((number) => actors[number]),
        ...claims.places[i].map((number) => places[number]),
        phrase(claims.phrase[i]),
        core.types[claims.type[i]].toLowerCase(),
        core.rules[claims.rule[i]].toLowerCase(),
        id.toLowerCase(),
      ].join("\n"),
    );
    return texts;
  }
  D.warmSearch = (model) => haystacks(model);

  /* Returns {passes: Uint8Array, count, counts: {filter: Int32Array, one count a value}}. */
  D.applyFilters = function (model, filters, state) {
    const { count } = model;
    const failures = new Uint8Array(count);
    const culprit = new Uint8Array(count).fill(PASS);
    const fail = (i, number) => {
      failures[i] += 1;
      culprit[i] = number;
    };
    filters.forEach((filter, number) => {
      const chosen = state.lists[filter.key];
      if (!chosen || !chosen.size) return;
      const allowed = new Uint8Array(filter.keys.length);
      filter.keys.forEach((key, value) => (allowed[value] = chosen.has(key) ? 1 : 0));
      for (let i = 0; i < count; i += 1)
        if (!filter.of(i).some((value) => allowed[value])) fail(i, number);
    });
    for (const test of tests(model, state))
      if (test) for (let i = 0; i < count; i += 1) if (!test(i)) fail(i, PASS - 1);
    return tally(count, filters, failures, culprit);
  };

  function tally(count, filters, failures, culprit) {
    const counts = {};
    const passes = new Uint8Array(count);
    let shown = 0;
    for (let i = 0; i < count; i += 1) if (!failures[i]) shown += passes[i] = 1;
    filters.forEach((filter, number) => {
      const tallied = new Int32Array(filter.keys.length);
      for (let i = 0; i < count; i += 1) {
        if (failures[i] > 1 || (failures[i] === 1 && culprit[i] !== number)) continue;
        for (const value of filter.of(i)) tallied[value] += 1;
      }
      counts[filter.key] = tallied;
    });
    return { passes, count: shown, counts };
  }

  D.buildFilters = lists;
})(window.Dossier);
