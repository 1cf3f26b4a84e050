/* Who acts upon whom: the most frequent actors against the most frequent recipients. */
"use strict";

(function (D) {
  const SIZE = 16;

  function count(model, passes) {
    const pairs = new Map();
    const acting = new Map();
    const acted = new Map();
    const raise = (map, key) => map.set(key, (map.get(key) || 0) + 1);
    for (let i = 0; i < model.count; i += 1) {
      if (!passes[i]) continue;
      for (const actor of model.claims.actors[i])
        for (const recipient of model.claims.recipients[i]) {
          raise(pairs, `${actor}/${recipient}`);
          raise(acting, actor);
          raise(acted, recipient);
        }
    }
    const top = (map) => [...map].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, SIZE).map(([key]) => key);
    return { pairs, actors: top(acting), recipients: top(acted), all: [acting.size, acted.size] };
  }

  D.drawMatrix = function (model, passes, panel) {
    const { pairs, actors, recipients, all } = count(model, passes);
    if (!actors.length) {
      panel.replaceChildren(D.el("p", { class: "how" }, "None of these claims has both an actor and a recipient."));
      return;
    }
    const most = Math.max(...pairs.values());
    const entry = (number) => model.core.actors[number];
    const filter = (actor, recipient) =>
      D.change({ lists: { ...(actor === null ? {} : { actor: [entry(actor).key] }), ...(recipient === null ? {} : { recipient: [entry(recipient).key] }) } });
    const head = (number, scope, act) =>
      D.el("th", { scope }, D.el("button", { type: "button", class: "link name", dir: "auto", title: entry(number).name, onclick: act }, entry(number).name));
    const cell = (actor, recipient) => {
      const n = pairs.get(`${actor}/${recipient}`) || 0;
      if (!n) return D.el("td", {});
      const shade = Math.ceil((Math.sqrt(n) / Math.sqrt(most)) * 5);
      const title = `${entry(actor).name} → ${entry(recipient).name}: ${n}`;
      return D.el("td", {}, D.el("button", { type: "button", class: `cell shade-${shade}`, title, "aria-label": title, onclick: () => filter(actor, recipient) }, D.number(n)));
    };
    const corner = D.el("th", { scope: "col", class: "corner" }, "Actor ↓  Recipient →");
    const table = D.el(
      "table",
      { class: "matrix" },
      D.el("thead", {}, D.el("tr", {}, corner, ...recipients.map((number) => head(number, "col", () => filter(null, number))))),
      D.el("tbody", {}, ...actors.map((actor) => D.el("tr", {}, head(actor, "row", () => filter(actor, null)), ...recipients.map((recipient) => cell(actor, recipient))))),
    );
    const shown = `The ${actors.length} most frequent of ${D.number(all[0])} actors and ${recipients.length} of ${D.number(all[1])} recipients. Click a number or a name to filter.`;
    panel.replaceChildren(D.el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Actors and recipients" }, table), D.el("p", { class: "how" }, shown));
  };
})(window.Dossier);
