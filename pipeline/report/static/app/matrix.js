/* Who acts upon whom: the most frequent actors against the most frequent recipients. */
"use strict";

(function (D) {
  const SIZE = 16;

  const top = (map) => [...map].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, SIZE).map(([key]) => key);

  D.drawMatrix = function (model, passes, panel) {
    const { pairs, acting, acted } = D.countPairs(model, passes);
    if (!pairs.length) {
      panel.replaceChildren(D.noPairs());
      return;
    }
    const actors = top(acting);
    const recipients = top(acted);
    const found = new Map(pairs.map((pair) => [`${pair.actor}/${pair.recipient}`, pair]));
    const name = (number) => model.core.actors[number].name;
    const head = (number, scope, act) =>
      D.el("th", { scope }, D.el("button", { type: "button", class: "link name", dir: "auto", title: name(number), onclick: act }, name(number)));
    const cell = (actor, recipient) => {
      const pair = found.get(`${actor}/${recipient}`);
      if (!pair) return D.el("td", {});
      const shade = Math.ceil((Math.sqrt(pair.n) / Math.sqrt(pairs[0].n)) * 5);
      const title = D.pairTitle(model, pair);
      return D.el("td", {}, D.el("button", { type: "button", class: `cell shade-${shade}`, title, "aria-label": title, onclick: () => D.filterPair(model, actor, recipient) }, D.number(pair.n)));
    };
    const corner = D.el("th", { scope: "col", class: "corner" }, "Actor ↓  Recipient →");
    const table = D.el(
      "table",
      { class: "matrix" },
      D.el("thead", {}, D.el("tr", {}, corner, ...recipients.map((number) => head(number, "col", () => D.filterPair(model, null, number))))),
      D.el("tbody", {}, ...actors.map((actor) => D.el("tr", {}, head(actor, "row", () => D.filterPair(model, actor, null)), ...recipients.map((recipient) => cell(actor, recipient))))),
    );
    const shown = `The ${actors.length} most frequent of ${D.number(acting.size)} actors and ${recipients.length} of ${D.number(acted.size)} recipients. Click a number or a name to filter.`;
    panel.replaceChildren(D.el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Actors and recipients" }, table), D.el("p", { class: "how" }, shown));
  };
})(window.Dossier);
