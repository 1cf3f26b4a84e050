/* Who acts upon whom, counted once for the matrix and the network. */
"use strict";

(function (D) {
  /* Returns {pairs: {actor, recipient, n, quads: claims by quad category}[], acting and acted: Map of
     actor to number of such pairs}, pairs with the most claims first. A claim counts once for each
     pair of its actors and recipients. */
  D.countPairs = function (model, passes) {
    const pairs = new Map();
    const acting = new Map();
    const acted = new Map();
    const raise = (map, key) => map.set(key, (map.get(key) || 0) + 1);
    const { actors, recipients } = model.claims;
    for (let i = 0; i < model.count; i += 1) {
      if (!passes[i]) continue;
      const quad = D.QUADS.indexOf(model.quad(i));
      for (const actor of actors[i])
        for (const recipient of recipients[i]) {
          const key = actor * model.core.actors.length + recipient;
          let pair = pairs.get(key);
          if (!pair) pairs.set(key, (pair = { actor, recipient, n: 0, quads: [0, 0, 0, 0] }));
          pair.n += 1;
          pair.quads[quad] += 1;
          raise(acting, actor);
          raise(acted, recipient);
        }
    }
    const ranked = [...pairs.values()].sort((a, b) => b.n - a.n || a.actor - b.actor || a.recipient - b.recipient);
    return { pairs: ranked, acting, acted };
  };

  D.pairTitle = function (model, { actor, recipient, n, quads }) {
    const kinds = D.QUADS.map((quad, at) => [quads[at], D.termLabel(quad)]).filter(([count]) => count);
    const told = kinds.map(([count, kind]) => (kinds.length > 1 ? `${D.number(count)} ${kind}` : kind)).join(", ");
    return `${model.core.actors[actor].name} → ${model.core.actors[recipient].name}: ${D.number(n)} (${told})`;
  };

  D.filterPair = function (model, actor, recipient) {
    const lists = {};
    if (actor !== null) lists.actor = [model.core.actors[actor].key];
    if (recipient !== null) lists.recipient = [model.core.actors[recipient].key];
    D.change({ lists });
  };

  D.noPairs = () => D.el("p", { class: "how" }, "None of these claims has both an actor and a recipient.");
})(window.Dossier);
