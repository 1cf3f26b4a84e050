/* Events by month: bars coloured by quad category over a grid of event types. A click on a bar, a
   cell or a type filters the table; a drag over the bars chooses a span of months. */
"use strict";

(function (D) {
  const LEFT = 92;
  const BARS = 96;
  const ROW = 15;
  const MONTHS_SHOWN = 180;

  const QUADS = ["verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict"];
  D.QUADS = QUADS;

  function count(model, passes) {
    const cells = new Map();
    const rest = { long: 0, none: 0 };
    let from = Infinity;
    let to = -Infinity;
    for (let i = 0; i < model.count; i += 1) {
      if (!passes[i]) continue;
      const month = model.month[i];
      if (month === null) {
        rest[model.claims.edtf[i] ? "long" : "none"] += 1;
        continue;
      }
      from = Math.min(from, month);
      to = Math.max(to, month);
      const key = `${month}/${model.claims.type[i]}`;
      cells.set(key, (cells.get(key) || 0) + 1);
    }
    return { cells, from, to, rest };
  }

  /* Months, or years where months would be too many to see. */
  function scale({ cells, from, to }) {
    const by = to - from + 1 > MONTHS_SHOWN ? 12 : 1;
    const first = Math.floor(from / by);
    const columns = Math.floor(to / by) - first + 1;
    const grouped = new Map();
    for (const [key, n] of cells) {
      const [month, type] = key.split("/").map(Number);
      const place = `${Math.floor(month / by) - first}/${type}`;
      grouped.set(place, (grouped.get(place) || 0) + n);
    }
    return { by, first, columns, grouped };
  }

  D.drawTimeline = function (model, passes, panel) {
    const counted = count(model, passes);
    if (counted.from === Infinity) {
      panel.replaceChildren(D.el("p", { class: "how" }, "None of these claims is dated to a month."), note(counted.rest));
      return;
    }
    const grid = scale(counted);
    const types = typesOf(model, grid.grouped);
    const unit = D.letterUnit();
    const width = Math.max(panel.clientWidth / unit - 24, 300);
    const height = BARS + types.length * ROW + 26;
    const svg = d3.create("svg").attr("class", "timeline").attr("viewBox", `0 0 ${width} ${height}`).attr("width", width * unit).attr("height", height * unit);
    svg.attr("role", "group").attr("aria-label", "Claims by month and event type");
    const x = d3.scaleBand().domain(d3.range(grid.columns)).range([LEFT, width - 6]).paddingInner(grid.columns > 90 ? 0 : 0.12);
    drawAxis(svg, x, grid, height);
    drawGrid(svg, x, grid, types, model);
    drawBars(svg, x, grid, model);
    panel.replaceChildren(legend(), D.el("div", { class: "scroll" }, svg.node()), note(counted.rest));
  };

  function typesOf(model, grouped) {
    const used = new Set([...grouped.keys()].map((key) => Number(key.split("/")[1])));
    const order = (type) => QUADS.indexOf(model.core.quads[type]);
    return [...used].sort((a, b) => order(a) - order(b) || a - b);
  }

  const label = (grid, column) => {
    const at = grid.first + column;
    return grid.by === 12 ? String(at) : D.monthLabel(at);
  };

  function choose(grid, from, to, type = null) {
    const update = { from: label(grid, from), to: label(grid, to), within: true };
    if (type !== null) update.lists = { type: [type] };
    D.change(update);
  }

  function drawAxis(svg, x, grid, height) {
    const every = Math.max(1, Math.ceil(70 / x.step()));
    const steps = grid.by === 1 ? [3, 6, 12, 24, 36, 60].find((step) => step >= every) || 120 : every;
    const shown = x.domain().filter((column) => (grid.first + column) % steps === 0);
    const axis = svg.append("g").attr("class", "axis").attr("aria-hidden", "true");
    for (const column of shown.length ? shown : [0]) {
      axis.append("line").attr("x1", x(column)).attr("x2", x(column)).attr("y1", 4).attr("y2", height - 18);
      axis.append("text").attr("x", x(column)).attr("y", height - 5).text(label(grid, column));
    }
  }

  function drawBars(svg, x, grid, model) {
    const stacks = d3.range(grid.columns).map(() => new Array(QUADS.length).fill(0));
    for (const [key, n] of grid.grouped) {
      const [column, type] = key.split("/").map(Number);
      stacks[column][QUADS.indexOf(model.core.quads[type])] += n;
    }
    const most = d3.max(stacks, (stack) => d3.sum(stack));
    const y = d3.scaleLinear([0, most], [BARS - 8, 8]);
    svg.append("text").attr("class", "scale").attr("x", LEFT - 6).attr("y", 14).text(D.number(most));
    svg.append("text").attr("class", "scale").attr("x", LEFT - 6).attr("y", BARS - 8).text("0");
    const brush = d3.brushX().extent([[LEFT, 0], [x.range()[1], BARS - 6]]).on("end", (event) => brushed(event, x, grid));
    svg.append("g").attr("class", "brush").call(brush);
    stacks.forEach((stack, column) => {
      const total = d3.sum(stack);
      if (!total) return;
      const bar = button(svg, `${label(grid, column)}: ${total} claims`, () => choose(grid, column, column));
      bar.append("rect").attr("class", "hit").attr("x", x(column)).attr("y", 0).attr("width", x.bandwidth()).attr("height", BARS - 8);
      let below = 0;
      stack.forEach((n, quad) => {
        if (n) bar.append("rect").attr("class", `bar ${QUADS[quad]}`).attr("x", x(column)).attr("width", x.bandwidth()).attr("y", y(below + n)).attr("height", y(below) - y(below + n));
        below += n;
      });
    });
  }

  function brushed(event, x, grid) {
    if (!event.selection || !event.sourceEvent) return;
    const at = (pixel) => Math.max(0, Math.min(grid.columns - 1, Math.floor((pixel - LEFT) / x.step())));
    choose(grid, at(event.selection[0]), at(event.selection[1]));
  }

  function drawGrid(svg, x, grid, types, model) {
    const most = d3.max(grid.grouped.values());
    const shade = d3.scaleSqrt([0, most], [0.18, 1]);
    types.forEach((type, line) => {
      const top = BARS + line * ROW;
      const name = D.typeLabel(model.core.types[type]);
      const head = button(svg, `Only ${name}`, () => D.change({ lists: { type: [model.core.types[type]] } }));
      head.append("rect").attr("class", "hit").attr("x", 0).attr("y", top).attr("width", LEFT - 4).attr("height", ROW);
      head.append("text").attr("class", "type").attr("x", LEFT - 6).attr("y", top + ROW - 4).text(name);
      for (let column = 0; column < grid.columns; column += 1) {
        const n = grid.grouped.get(`${column}/${type}`);
        if (!n) continue;
        const cell = button(svg, `${name}, ${label(grid, column)}: ${n}`, () => choose(grid, column, column, model.core.types[type]), false);
        cell.append("rect").attr("class", `bar ${model.core.quads[type]}`).attr("opacity", shade(n)).attr("x", x(column)).attr("y", top + 1).attr("width", x.bandwidth()).attr("height", ROW - 2);
      }
    });
  }

  /* A part of the drawing that works like a button; cells are too many to be tab stops. */
  function button(svg, title, act, stop = true) {
    const group = svg.append("g").attr("class", "button").attr("role", "button").attr("aria-label", title).on("click", act);
    if (stop) group.attr("tabindex", 0).on("keydown", (event) => ["Enter", " "].includes(event.key) && (event.preventDefault(), act()));
    group.append("title").text(title);
    return group;
  }

  const legend = () =>
    D.el("p", { class: "legend quads" }, ...QUADS.map((quad) => D.el("span", {}, D.quadMark(quad), D.termLabel(quad))), D.el("span", { class: "how" }, "Click a bar, a cell or a type; drag over the bars for a span."));

  function note(rest) {
    const parts = [];
    if (rest.long) parts.push(`${D.number(rest.long)} claims have dates longer than a month or open ones`);
    if (rest.none) parts.push(`${D.number(rest.none)} have no date`);
    return D.el("p", { class: "how" }, parts.length ? `Not drawn: ${parts.join("; ")}.` : "");
  }
})(window.Dossier);
