/* What the reader is looking at. It lives in the address after "#", so that a view can be sent to
   a colleague and the browser's back button works; parts of the page subscribe to its changes. */
"use strict";

(function (D) {
  const LISTS = ["type", "party", "actor", "recipient", "place", "document", "modality", "polarity", "verdict", "review"];
  const TEXTS = ["q", "from", "to", "claim", "gold", "read", "sort"];
  const VIEWS = ["table", "timeline", "map", "network", "matrix", "documents", "validation"];
  // What the panel at the side shows: a claim, a gold claim that was missed (its document, a slash,
  // its id), or a document to read. One of them at a time.
  const OPENED = ["claim", "gold", "read"];
  const DATE = /^\d{4}(-\d\d(-\d\d)?)?$/;

  const empty = () => ({
    lists: Object.fromEntries(LISTS.map((key) => [key, new Set()])),
    q: "",
    from: "",
    to: "",
    within: false,
    confidence: 0,
    claim: "",
    gold: "",
    read: "",
    sort: "",
    view: "timeline",
  });

  function parse(hash) {
    const given = new URLSearchParams(hash.replace(/^#/, ""));
    const state = empty();
    for (const key of LISTS) state.lists[key] = new Set(given.getAll(key));
    for (const key of TEXTS) state[key] = given.get(key) || "";
    for (const key of ["from", "to"]) if (!DATE.test(state[key])) state[key] = "";
    state.within = given.get("within") === "1";
    const least = Number(given.get("confidence"));
    state.confidence = least > 0 && least <= 1 ? least : 0;
    if (VIEWS.includes(given.get("view"))) state.view = given.get("view");
    return state;
  }

  function format(state) {
    const out = new URLSearchParams();
    for (const key of LISTS) for (const value of state.lists[key]) out.append(key, value);
    for (const key of TEXTS) if (state[key]) out.set(key, state[key]);
    if (state.within) out.set("within", "1");
    if (state.confidence) out.set("confidence", String(state.confidence));
    if (state.view !== empty().view) out.set("view", state.view);
    return `#${out}`;
  }

  const listeners = [];
  D.state = empty();

  /* Call `heard(changed)` after each change; `changed` is the set of changed keys. */
  D.onChange = (heard) => listeners.push(heard);

  function announce(changed) {
    for (const heard of listeners) heard(changed);
  }

  /* Change some keys: D.change({q: "x", lists: {type: ["ASSAULT"]}}). Each change is a step that the
     back button takes back; changes of one `gesture` in a row, such as the letters of a search,
     are one step together. */
  let gestured = "";
  D.change = function (update, gesture = "") {
    const changed = new Set();
    const opening = OPENED.some((key) => update[key]);
    const whole = opening ? { ...Object.fromEntries(OPENED.map((key) => [key, ""])), ...update } : update;
    for (const [key, value] of Object.entries(whole)) {
      if (key === "lists") {
        for (const [name, values] of Object.entries(value)) {
          D.state.lists[name] = new Set(values);
          changed.add("filters");
        }
      } else if (D.state[key] !== value) {
        D.state[key] = value;
        changed.add(OPENED.includes(key) ? "claim" : ["sort", "view"].includes(key) ? key : "filters");
      }
    }
    if (!changed.size) return;
    remember(gesture && gesture === gestured);
    gestured = gesture;
    announce(changed);
  };

  function remember(again) {
    const address = format(D.state);
    if (again) history.replaceState(null, "", address);
    else if (address !== location.hash) history.pushState(null, "", address);
  }

  /* Choose a value of a list filter, or take it away when it is chosen. */
  D.toggle = function (key, value) {
    const values = new Set(D.state.lists[key]);
    if (!values.delete(value)) values.add(value);
    D.change({ lists: { [key]: values } });
  };

  D.clearFilters = function () {
    const { lists, q, from, to, within, confidence } = empty();
    D.change({ lists, q, from, to, within, confidence });
  };

  /* How many filters are set. */
  D.filterCount = () =>
    LISTS.reduce((sum, key) => sum + D.state.lists[key].size, 0) +
    [D.state.q, D.state.from || D.state.to, D.state.confidence].filter(Boolean).length;

  D.readAddress = function () {
    D.state = parse(location.hash);
  };

  /* The back and forward buttons, and an address that is typed or pasted. */
  window.addEventListener("popstate", () => {
    D.readAddress();
    gestured = "";
    announce(new Set(["filters", "claim", "sort", "view"]));
  });
})(window.Dossier);
