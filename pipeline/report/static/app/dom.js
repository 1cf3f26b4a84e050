/* Making elements. Text from documents only ever becomes text nodes or attribute values here. */
"use strict";

(function (D) {
  /* el("a", {class: "x", href: "#", onclick: f}, "text", child, ...) */
  D.el = function (name, attributes, ...children) {
    return fill(document.createElement(name), attributes, children);
  };

  D.svg = function (name, attributes, ...children) {
    return fill(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
  };

  function fill(node, attributes, children) {
    for (const [key, value] of Object.entries(attributes || {})) {
      if (value === null || value === undefined || value === false) continue;
      if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
      else node.setAttribute(key, value === true ? "" : String(value));
    }
    node.append(...children.flat().filter((child) => child !== null && child !== undefined));
    return node;
  }

  D.byId = (id) => document.getElementById(id);

  /* Sizes are told for letters of 14 pixels, and grow with the letters. */
  D.letterUnit = () => parseFloat(getComputedStyle(document.documentElement).fontSize) / 14;

  /* The colour of a CSS variable as it shows now, light or dark, as "rgb(...)". */
  D.colour = function (name) {
    const probe = D.el("span", { hidden: true });
    probe.style.color = `var(${name})`;
    document.body.append(probe);
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  };

  /* A date as people read it: EDTF with its seasons and modifiers in words. The year stays in front,
     where a narrow column shows it. */
  const SEASONS = { 21: "spring", 22: "summer", 23: "autumn", 24: "winter" };
  const MODIFIERS = { BEFORE: "before", AFTER: "after", ON_OR_BEFORE: "by", ON_OR_AFTER: "from", APPROX: "about" };
  D.dateLabel = (value) =>
    value.replace(/^[A-Z_]+(?= )/, (mod) => MODIFIERS[mod] || mod).replace(/\b(\d{4}|XXXX)-(2[1-4])(?=\/|$)/g, (_, year, season) => `${year} ${SEASONS[season]}`);

  D.number = (value) => value.toLocaleString("en");

  /* Run at most once a frame however often it is called, after the frame has been shown. */
  D.onceAFrame = function (work) {
    let waiting = false;
    return () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() =>
        setTimeout(() => {
          waiting = false;
          work();
        }),
      );
    };
  };

  /* A short message to everyone, also to those who only hear the page. */
  let fading = null;
  D.say = function (text) {
    const toast = D.byId("toast");
    toast.textContent = text;
    toast.classList.add("shown");
    clearTimeout(fading);
    fading = setTimeout(() => toast.classList.remove("shown"), 3500);
  };

  /* What this browser keeps for this page; a browser that keeps nothing for pages gives null. */
  const PREFIX = "dossier-claims/";
  D.kept = {
    PREFIX,
    get(name) {
      try {
        return localStorage.getItem(PREFIX + name);
      } catch {
        return null;
      }
    },
    set(name, text) {
      try {
        localStorage.setItem(PREFIX + name, text);
        return true;
      } catch {
        return false;
      }
    },
  };

  /* Hand the reader a file made in the browser. */
  D.download = function (name, type, text) {
    const link = D.el("a", { href: URL.createObjectURL(new Blob([text], { type })), download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };
})(window.Dossier);
