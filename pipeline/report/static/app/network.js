/* Who acts upon whom, as a drawing (d3-force): a circle an actor, an arrow a pair. Colour and dashes
   tell the commonest quad category of a pair's claims. The matrix says the same for the keyboard. */
"use strict";

(function (D) {
  const AREA = 11000; // pixels of the drawing that one actor needs
  const FEWEST = 7;
  const MOST = 70;
  const STEPS = 300;
  const NAME = { wide: 24, narrow: 15 }; // letters of an actor's name
  const LETTER = 6; // width of a letter of a name, and what it reaches above and below its line
  const ASCENT = 10;
  const DESCENT = 3;
  const NARROW = 420;
  const WORDS = 92; // height of the legend and the note
  const MARGIN = { x: 74, top: 24, bottom: 36 };

  D.drawNetwork = function (model, passes, panel) {
    const { pairs } = D.countPairs(model, passes);
    if (!pairs.length) {
      panel.replaceChildren(D.noPairs());
      return;
    }
    const unit = D.letterUnit();
    const width = Math.max(panel.clientWidth / unit - 2, 280);
    const room = parseFloat(getComputedStyle(panel.parentElement).maxHeight) / unit;
    const height = Math.max(230, Math.min(room - WORDS, width * 0.75));
    const graph = strongest(pairs, Math.max(FEWEST, Math.min(MOST, Math.floor((width * height) / AREA))));
    arrange(graph, width, height);
    const svg = d3.create("svg").attr("class", "network").attr("viewBox", `0 0 ${width} ${height}`).attr("width", width * unit).attr("height", height * unit);
    svg.attr("role", "group").attr("aria-label", "Actors and whom they act upon");
    defineArrows(svg);
    for (const link of graph.links) drawLink(svg, link, model, pairs[0].n);
    placeNames(graph, model, width < NARROW ? NAME.narrow : NAME.wide, width, height);
    for (const node of graph.nodes) drawNode(svg, node, model);
    panel.replaceChildren(legend(), D.el("div", { class: "scroll" }, svg.node()), note(pairs, graph));
  };

  /* The pairs with the most claims, until they name enough actors; then all pairs of these. */
  function strongest(pairs, limit) {
    const nodes = new Map();
    for (const { actor, recipient } of pairs) {
      const added = new Set([actor, recipient].filter((id) => !nodes.has(id)));
      if (nodes.size + added.size > limit) continue;
      for (const id of added) nodes.set(id, { id, n: 0 });
    }
    const links = pairs.filter(({ actor, recipient }) => nodes.has(actor) && nodes.has(recipient));
    for (const { actor, recipient, n } of links) for (const id of new Set([actor, recipient])) nodes.get(id).n += n;
    const list = [...nodes.values()];
    return { nodes: list, links: links.map((pair) => ({ ...pair, source: pair.actor, target: pair.recipient })), largest: d3.max(list, ({ n }) => n) };
  }

  const radius = ({ n }, largest) => 4 + 11 * Math.sqrt(n / largest);

  /* The same claims give the same drawing: d3-force starts from fixed places. */
  function arrange({ nodes, links, largest }, width, height) {
    const shape = width / height;
    d3.forceSimulation(nodes)
      .force("link", d3.forceLink(links).id(({ id }) => id).distance(80))
      .force("charge", d3.forceManyBody().strength(-320))
      .force("x", d3.forceX(0).strength(0.16 / shape))
      .force("y", d3.forceY(0).strength(0.16))
      .force("collide", d3.forceCollide((node) => radius(node, largest) + 22))
      .stop()
      .tick(STEPS);
    const fit = (axis, low, high) => {
      const [least, most] = d3.extent(nodes, (node) => node[axis]);
      const scale = most > least ? d3.scaleLinear([least, most], [low, high]) : () => (low + high) / 2;
      for (const node of nodes) node[axis] = scale(node[axis]);
    };
    fit("x", MARGIN.x, width - MARGIN.x);
    fit("y", MARGIN.top, height - MARGIN.bottom);
    for (const node of nodes) node.r = radius(node, largest);
  }

  /* The place of each name beside its circle, the most frequent actor first: below, above, right or
     left, where it covers no circle and no name that is placed already. One that finds no room
     shows only while its circle is pointed at or focused. */
  function placeNames({ nodes }, model, letters, width, height) {
    const taken = nodes.map(({ x, y, r }) => [x - r, y - r, x + r, y + r]);
    for (const node of d3.sort(nodes, (a, b) => b.n - a.n)) {
      const { name } = model.core.actors[node.id];
      node.name = name.length > letters ? `${name.slice(0, letters - 1)}…` : name;
      const long = node.name.length * LETTER;
      const beside = node.r + 4;
      const places = [
        { anchor: "middle", dx: 0, dy: node.r + 12, left: -long / 2 },
        { anchor: "middle", dx: 0, dy: -node.r - 5, left: -long / 2 },
        { anchor: "start", dx: beside, dy: 4, left: beside },
        { anchor: "end", dx: -beside, dy: 4, left: -beside - long },
      ];
      const boxOf = ({ dy, left }) => [node.x + left, node.y + dy - ASCENT, node.x + left + long, node.y + dy + DESCENT];
      const fits = (box) => box[0] >= 0 && box[1] >= 0 && box[2] <= width && box[3] <= height && !taken.some((other) => overlap(box, other));
      const free = places.find((place) => fits(boxOf(place)));
      node.label = { ...(free || places[0]), shown: Boolean(free) };
      if (free) taken.push(boxOf(free));
    }
  }

  const overlap = (one, other) => one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3];

  function defineArrows(svg) {
    const defs = svg.append("defs");
    for (const quad of D.QUADS) {
      const marker = defs.append("marker").attr("id", `arrow-${quad}`).attr("viewBox", "0 0 8 8").attr("refX", 7).attr("refY", 4);
      marker.attr("markerWidth", 8).attr("markerHeight", 8).attr("markerUnits", "userSpaceOnUse").attr("orient", "auto");
      marker.append("path").attr("class", `tip ${quad}`).attr("d", "M0,0 L8,4 L0,8 z");
    }
  }

  function drawLink(svg, link, model, most) {
    const quad = D.QUADS[d3.maxIndex(link.quads)];
    const path = link.source === link.target ? loop(link.source) : arc(link.source, link.target);
    const group = button(svg, "link", D.pairTitle(model, link), () => D.filterPair(model, link.actor, link.recipient));
    group.append("path").attr("class", "hit").attr("d", path);
    group.append("path").attr("class", `line ${quad}`).attr("d", path).attr("stroke-width", 1 + 4 * Math.sqrt(link.n / most)).attr("marker-end", `url(#arrow-${quad})`);
  }

  /* A bend to the right, so that the two directions of a pair lie apart. */
  function arc(source, target) {
    const dx = target.x - source.x;
    const dy = target.y - source.y;
    const length = Math.hypot(dx, dy) || 1;
    const middle = [(source.x + target.x) / 2 - dy * 0.12, (source.y + target.y) / 2 + dx * 0.12];
    const stop = (node, gap) => {
      const reach = Math.hypot(middle[0] - node.x, middle[1] - node.y) || length;
      return [node.x + ((middle[0] - node.x) * (node.r + gap)) / reach, node.y + ((middle[1] - node.y) * (node.r + gap)) / reach];
    };
    return `M${stop(source, 0)} Q${middle} ${stop(target, 3)}`;
  }

  const loop = ({ x, y, r }) => `M${x - r * 0.6},${y - r} C${x - r - 14},${y - r - 22} ${x + r + 14},${y - r - 22} ${x + r * 0.6},${y - r - 2}`;

  function drawNode(svg, node, model) {
    const { name, key } = model.core.actors[node.id];
    const chosen = D.state.lists.party;
    const only = chosen.size === 1 && chosen.has(key);
    const group = button(svg, "node", `${name}: ${D.number(node.n)} claims with the actors drawn`, () => D.change({ lists: { party: only ? [] : [key] } }));
    group.attr("tabindex", 0).attr("aria-pressed", String(only)).attr("transform", `translate(${node.x},${node.y})`);
    group.on("keydown", (event) => ["Enter", " "].includes(event.key) && (event.preventDefault(), group.dispatch("click")));
    group.append("circle").attr("r", node.r);
    const { anchor, dx, dy, shown } = node.label;
    group.append("text").attr("class", shown ? null : "crowded").attr("text-anchor", anchor).attr("x", dx).attr("y", dy).text(node.name);
  }

  function button(svg, kind, title, act) {
    const group = svg.append("g").attr("class", `button ${kind}`).attr("role", "button").attr("aria-label", title).on("click", act);
    group.append("title").text(title);
    return group;
  }

  function legend() {
    const sample = (quad) => D.el("span", {}, D.svg("svg", { width: 26, height: 10, "aria-hidden": "true" }, D.svg("path", { class: `line ${quad}`, d: "M1,5 H25", "stroke-width": 3 })), D.termLabel(quad));
    return D.el("p", { class: "legend network-key" }, ...D.QUADS.map(sample), D.el("span", { class: "how" }, "Click an actor for its claims, an arrow for those of a pair."));
  }

  function note(pairs, { nodes, links }) {
    const actors = new Set(pairs.flatMap(({ actor, recipient }) => [actor, recipient])).size;
    return D.el("p", { class: "how" }, `${D.number(nodes.length)} of ${D.number(actors)} actors and ${D.number(links.length)} of ${D.number(pairs.length)} pairs, the most frequent. The matrix has the pairs for the keyboard.`);
  }
})(window.Dossier);
