/* Which claims pass the filters, and how many would pass each value of each filter.

   A claim fails some number of filters. It is shown when it fails none; it counts beside a value
   of filter F when it fails none but F. One pass over the claims finds both. */
"use strict";

(function (D) {
  const PASS = 255;

  /* The filters that are lists of values. `keys` names each value in the address, `labels` is what
     a person reads. Claim i has the value numbers from values[starts[i]] up to starts[i + 1]; with
     one value a claim there are no `starts`, and it is values[i]. */
  function lists(model) {
    const { core, claims } = model;
    const filters = [
      list("type", "Event type", core.types, core.types.map(D.typeLabel), one(claims.type)),
      list("party", "Either side", keysOf(core.actors), namesOf(core.actors), many(sides(claims))),
      list("actor", "Actor", keysOf(core.actors), namesOf(core.actors), many(claims.actors)),
      list("recipient", "Recipient", keysOf(core.actors), namesOf(core.actors), many(claims.recipients)),
      list("place", "Place", keysOf(core.places), namesOf(core.places), many(claims.places)),
      list("document", "Document", core.documents.map((each) => each.id), titlesOf(core.documents), one(claims.document)),
      list("modality", "Modality", core.modalities, core.modalities, one(claims.modality)),
      list("polarity", "Polarity", core.polarities, core.polarities, one(claims.polarity)),
    ];
    if (core.documents.some((each) => each.scored))
      filters.push(list("verdict", "Against gold", core.verdicts, core.verdicts, one(claims.verdict)));
    const states = D.reviews.STATES;
    filters.push(list("review", "Review", states, states, { starts: null, values: D.reviews.states() }));
    return filters;
  }

  const list = (key, title, keys, labels, column) => ({ key, title, keys, labels, ...column });
  const one = (column) => ({ starts: null, values: Uint32Array.from(column) });

  function many(column) {
    const starts = new Uint32Array(column.length + 1);
    column.forEach((values, i) => (starts[i + 1] = starts[i] + values.length));
    return { starts, values: Uint32Array.from(column.flat()) };
  }

  const sides = ({ actors, recipients }) => actors.map((numbers, i) => [...new Set([...numbers, ...recipients[i]])]);
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

  /* The text of each claim to search in, made when it is first needed, or a few at a time while
     the page is idle. */
  const texts = [];
  let pool = null;

  function haystacks(model, until = model.count) {
    const { core, claims } = model;
    pool = pool || { actors: namesOf(core.actors).map(D.fold), places: namesOf(core.places).map(D.fold) };
    for (let i = texts.length; i < until; i += 1)
      texts.push(
        [
          D.fold(core.sentences[claims.sentence[i]]),
          ...claims.actors[i].map((number) => pool.actors[number]),
          ...claims.recipients[i].map((number) => pool.actors[number]),
          ...claims.places[i].map((number) => pool.places[number]),
          D.fold(claims.phrase[i]),
          core.types[claims.type[i]].toLowerCase(),
          core.rules[claims.rule[i]].toLowerCase(),
          claims.id[i].toLowerCase(),
        ].join("\n"),
      );
    return texts;
  }

  D.searchIsWarm = () => texts.length === D.model.count;

  D.warmSearch = function (model) {
    const step = () => {
      haystacks(model, Math.min(texts.length + 2000, model.count));
      if (texts.length < model.count) setTimeout(step, 30);
    };
    step();
  };

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
      const allowed = Uint8Array.from(filter.keys, (key) => (chosen.has(key) ? 1 : 0));
      for (let i = 0; i < count; i += 1) if (!hasAny(filter, i, allowed)) fail(i, number);
    });
    for (const test of tests(model, state))
      if (test) for (let i = 0; i < count; i += 1) if (!test(i)) fail(i, PASS - 1);
    return tally(count, filters, failures, culprit);
  };

  function hasAny({ starts, values }, i, allowed) {
    if (!starts) return allowed[values[i]] === 1;
    for (let at = starts[i]; at < starts[i + 1]; at += 1) if (allowed[values[at]]) return true;
    return false;
  }

  function tally(count, filters, failures, culprit) {
    const counts = {};
    const passes = new Uint8Array(count);
    let shown = 0;
    for (let i = 0; i < count; i += 1) if (!failures[i]) shown += passes[i] = 1;
    filters.forEach(({ key, keys, starts, values }, number) => {
      const tallied = new Int32Array(keys.length);
      for (let i = 0; i < count; i += 1) {
        if (failures[i] > 1 || (failures[i] === 1 && culprit[i] !== number)) continue;
        if (!starts) tallied[values[i]] += 1;
        else for (let at = starts[i]; at < starts[i + 1]; at += 1) tallied[values[at]] += 1;
      }
      counts[key] = tallied;
    });
    return { passes, count: shown, counts };
  }

  D.buildFilters = lists;
})(window.Dossier);
