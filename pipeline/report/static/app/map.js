/* Where: one circle a place, its area the number of claims, its outline how precise the place is.
   The borders are Natural Earth's, shipped with the report; no tile is ever fetched. */
"use strict";

(function (D) {
  const STYLES = {
    point: { dashArray: null, fillOpacity: 0.65 },
    area: { dashArray: "5 4", fillOpacity: 0.3 },
    border: { dashArray: "1 5", fillOpacity: 0.3 },
    country: { dashArray: "10 5", fillOpacity: 0.12 },
    unknown: { dashArray: "2 8", fillOpacity: 0.2 },
  };
  const WORDS = { point: "town or site", area: "area or region", border: "border", country: "whole country", unknown: "unknown precision" };

  let map = null;
  let layer = null;
  let fitted = false;

  const colours = () => ({ land: D.colour("--map-land"), line: D.colour("--map-line"), place: D.colour("--map-place") });

  async function prepare(panel) {
    const [world] = await Promise.all([D.load("countries"), library()]);
    if (map) return;
    panel.replaceChildren(D.el("div", { id: "map-canvas" }), D.el("div", { id: "map-note" }));
    map = L.map("map-canvas", { worldCopyJump: false, zoomSnap: 0.5, minZoom: 1, maxZoom: 10, attributionControl: true });
    map.attributionControl.setPrefix("").addAttribution("Borders: Natural Earth (public domain)");
    map.setView([25, 25], 2);
    const countries = unbroken(topojson.feature(world, world.objects.countries));
    const style = () => {
      const { land, line } = colours();
      return { weight: 0.8, color: line, fillColor: land, fillOpacity: 1, interactive: false };
    };
    const base = L.geoJSON(countries, { style, interactive: false, renderer: L.canvas({ padding: 0.4 }) }).addTo(map);
    D.restyleMap = () => base.setStyle(style());
    nameCountries(countries);
    layer = L.layerGroup().addTo(map);
  }

  /* A ring that steps over the date line goes on beyond it, and not back across the whole map. */
  function unbroken(countries) {
    const mend = (ring) => {
      let by = 0;
      return ring.map(([longitude, latitude], at) => {
        const step = at ? longitude - ring[at - 1][0] : 0;
        if (Math.abs(step) > 180) by -= Math.sign(step) * 360;
        return [longitude + by, latitude];
      });
    };
    for (const { geometry } of countries.features)
      geometry.coordinates = geometry.type === "Polygon" ? geometry.coordinates.map(mend) : geometry.coordinates.map((rings) => rings.map(mend));
    return countries;
  }

  const library = () => (window.L ? Promise.resolve() : D.addScript("vendor/leaflet.js").then(() => D.addScript("vendor/topojson-client.min.js")));

  /* Country names, for orientation, shown when there is room for them. */
  function nameCountries(countries) {
    const names = L.layerGroup();
    for (const country of countries.features) {
      const rings = country.geometry.type === "Polygon" ? [country.geometry.coordinates] : country.geometry.coordinates;
      const largest = d3.greatest(rings, (ring) => Math.abs(d3.polygonArea(ring[0])));
      const [longitude, latitude] = d3.polygonCentroid(largest[0]);
      const icon = L.divIcon({ className: "country-name", html: D.el("span", {}, country.properties.name), iconSize: [90, 14] });
      names.addLayer(L.marker([latitude, longitude], { icon, interactive: false, keyboard: false }));
    }
    const toggle = () => (map.getZoom() >= 4 ? names.addTo(map) : names.remove());
    map.on("zoomend", toggle);
    toggle();
  }

  function count(model, passes) {
    const counts = new Map();
    let without = 0;
    for (let i = 0; i < model.count; i += 1) {
      if (!passes[i]) continue;
      const located = model.claims.places[i].filter((number) => model.core.places[number].latitude !== null);
      if (!located.length) without += 1;
      for (const number of located) counts.set(number, (counts.get(number) || 0) + 1);
    }
    return { counts, without };
  }

  D.drawMap = async function (model, passes, panel) {
    try {
      await prepare(panel);
    } catch (error) {
      panel.replaceChildren(D.el("p", { role: "alert" }, error.message));
      return;
    }
    map.invalidateSize();
    const { counts, without } = count(model, passes);
    const most = Math.max(1, ...counts.values());
    layer.clearLayers();
    const places = [...counts].sort((a, b) => b[1] - a[1]);
    const { place: colour } = colours();
    for (const [number, n] of places) layer.addLayer(circle(model.core.places[number], n, most, colour));
    fit(model, places);
    D.byId("map-note").replaceChildren(legend(), D.el("p", { class: "how" }, without ? `${D.number(without)} of these claims have no place that is known.` : ""));
  };

  function circle(place, n, most, colour) {
    const style = STYLES[place.precision] || STYLES.unknown;
    const mark = L.circleMarker([place.latitude, place.longitude], { radius: D.letterUnit() * (4 + 14 * Math.sqrt(n / most)), weight: 1.5, color: colour, fillColor: colour, ...style, className: "place-mark" });
    const title = `${place.name}: ${D.number(n)} ${n === 1 ? "claim" : "claims"} (${WORDS[place.precision]})`;
    mark.bindTooltip(D.el("span", { dir: "auto" }, title));
    mark.on("click", () => D.change({ lists: { place: [place.key] } }));
    mark.on("add", () => nameMark(mark.getElement(), title, place.key));
    return mark;
  }

  function nameMark(node, title, key) {
    for (const [name, value] of [["tabindex", "0"], ["role", "button"], ["aria-label", title]]) node.setAttribute(name, value);
    node.addEventListener("keydown", (event) => event.key === "Enter" && D.change({ lists: { place: [key] } }));
  }

  /* Show all places once; afterwards the reader's own view stays. */
  function fit(model, places) {
    if (fitted || !places.length) return;
    fitted = true;
    const points = places.map(([number]) => [model.core.places[number].latitude, model.core.places[number].longitude]);
    map.fitBounds(L.latLngBounds(points).pad(0.15), { maxZoom: 7, animate: false });
  }

  function legend() {
    const sample = ([precision, style]) =>
      D.el("span", {}, D.svg("svg", { width: 18, height: 18, "aria-hidden": "true" }, D.svg("circle", { cx: 9, cy: 9, r: 6, class: "sample", "stroke-dasharray": style.dashArray, "fill-opacity": style.fillOpacity })), WORDS[precision]);
    return D.el("p", { class: "legend" }, ...Object.entries(STYLES).map(sample), D.el("span", { class: "how" }, "Click a place to filter."));
  }
})(window.Dossier);
