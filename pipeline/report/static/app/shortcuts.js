/* What the keys do, and the list of them. */
"use strict";

(function (D) {
  const KEYS = [
    ["j", "Next claim", () => D.act.next()],
    ["k", "Claim before", () => D.act.previous()],
    ["a", "Accept the claim, go to the next", () => D.act.accept()],
    ["r", "Reject the claim, go to the next", () => D.act.reject()],
    ["e", "Correct the claim", () => D.act.correct()],
    ["n", "Add a missed claim: select its words in the paragraph first", () => D.act.add()],
    ["u", "Undo the last decision", () => D.act.undo()],
    ["/", "Search", () => D.byId("search").focus()],
    ["Escape", "Close the claim", () => D.closePanel()],
    ["?", "This list", () => D.showShortcuts()],
  ];

  /* In the table the arrows go from claim to claim as well. */
  const ARROWS = { ArrowDown: "j", ArrowUp: "k" };

  D.showShortcuts = function () {
    const rows = KEYS.map(([key, what]) => D.el("tr", {}, D.el("th", { scope: "row" }, D.el("kbd", {}, key)), D.el("td", {}, what)));
    const kept = "Your decisions are kept in this browser. The button “Reviews” saves them as a file that “claims gold import” turns into gold, and that this page takes back, in another browser too.";
    D.showDialog("Keyboard and reviews", D.el("table", { class: "plain" }, D.el("tbody", {}, rows)), D.el("p", {}, kept), loader(), D.addedList());
  };

  function loader() {
    const input = D.el("input", { type: "file", accept: ".jsonl" });
    input.addEventListener("change", async () => {
      if (!input.files.length) return;
      const [taken, left] = D.reviews.load(await input.files[0].text());
      D.showShortcuts();
      D.say(`${D.number(taken)} decisions taken over${left ? `, ${D.number(left)} of other documents or claims left out` : ""}`);
    });
    return D.el("p", {}, D.el("label", {}, "Take over a downloaded file ", input));
  }

  /* Claims that were added, with a way to take each back. */
  D.addedList = function () {
    const list = D.el("ul", {});
    const draw = () =>
      list.replaceChildren(
        ...D.model.core.documents.flatMap((entry, number) =>
          D.reviews.added(number).map((record, at) =>
            D.el(
              "li",
              { dir: "auto" },
              `Added to ${entry.title}: ${record.before} `,
              D.el("strong", {}, record.trigger),
              ` ${record.after} (${D.typeLabel(record.event_type)}) `,
              D.el("button", { type: "button", class: "link", onclick: () => (D.reviews.remove(number, at), draw()) }, "Remove"),
            ),
          ),
        ),
      );
    draw();
    return list;
  };

  D.listenToKeys = function () {
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || D.byId("dialog").open) return;
      const typing = event.target.closest("input:not([type=checkbox], [type=range]), select, textarea");
      if (typing) {
        if (event.key === "Escape") typing.blur();
        return;
      }
      const name = (event.target.closest("#table") && ARROWS[event.key]) || event.key;
      const found = KEYS.find(([key]) => key === name || key === name.toLowerCase());
      if (!found) return;
      event.preventDefault();
      found[2]();
    });
  };
})(window.Dossier);
