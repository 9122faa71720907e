// The teacher's view: the reader marks the article first, unaided; then both are laid side by side.
(() => {
  "use strict";
  const { made } = Whosewords.desk;
  const OURS = new Set(["outlet", "paraphrased", "headline", "scare_quote"]);
  let root = null;
  let analysis = null;
  let own = [];

  const overlaps = (one, other) => one.start < other.end && other.start < one.end;

  function paint() {
    if (!("highlights" in CSS)) return;
    CSS.highlights.set("ww-own", new Highlight(...own.flatMap(({ span }) => Whosewords.places.ranges(root, analysis, span))));
  }

  // While the reader marks, nothing tells them what the program marks: no link, no description, no stop for the Tab key.
  function veil(on) {
    root.classList.toggle("ww-unaided", on);
    root.querySelectorAll(on ? ".ww-article a[href]" : ".ww-article a[data-veiled]").forEach((mark) => {
      if (on) [mark.dataset.veiled, mark.dataset.told] = [mark.getAttribute("href"), mark.getAttribute("aria-describedby") ?? ""];
      else {
        mark.setAttribute("href", mark.dataset.veiled);
        if (mark.dataset.told) mark.setAttribute("aria-describedby", mark.dataset.told);
        mark.removeAttribute("data-veiled");
      }
      if (on) ["href", "aria-describedby"].forEach((name) => mark.removeAttribute(name));
    });
  }

  function panel() {
    const typed = made("input", { type: "text", id: "ww-own-words" });
    const whose = made("select", { id: "ww-own-whose" }, made("option", { value: "outlet" }, "the outlet’s"), made("option", { value: "source" }, "a source’s"));
    const problem = made("p", { className: "ww-form-problem" });
    problem.setAttribute("role", "alert");
    const list = made("ul", { className: "ww-own-list" });
    let picked = null;

    const show = () => {
      list.replaceChildren(...own.map((mark) => made("li", {}, made("bdi", {}, mark.span.text), mark.whose === "outlet" ? " (the outlet’s) " : " (a source’s) ",
        Whosewords.judging.button("remove", () => {
          own = own.filter((item) => item !== mark);
          show();
        }, { className: "ww-tiny" }))));
      paint();
    };
    const form = made("form", { className: "ww-form ww-teacher-tools" },
      made("label", {}, "Select words in the article, or type them", typed), made("label", {}, "Whose words are they?", whose), problem,
      made("button", { type: "submit", className: "ww-button" }, "Mark as loaded"));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const span = picked?.text === typed.value ? picked : Whosewords.places.typed(analysis, typed.value);
      problem.textContent = span ? "" : "The article doesn’t hold these words; select them in it.";
      if (!span) return;
      own.push({ span, whose: whose.value });
      own.sort((one, other) => one.span.start - other.span.start);
      typed.value = "";
      picked = null;
      getSelection().removeAllRanges();
      show();
    });
    const selecting = () => {
      if (!form.isConnected) return document.removeEventListener("selectionchange", selecting);
      const span = Whosewords.places.selected(root, analysis);
      if (span) [picked, typed.value] = [span, span.text];
    };
    document.addEventListener("selectionchange", selecting);

    const reveal = Whosewords.judging.button("Reveal what the program marks", () => {
      veil(false);
      held.replaceChildren(...compared());
      held.querySelector("h3").focus();
      paint();
    }, { className: "ww-button ww-primary", id: "reveal" });
    const heading = made("h3", {}, "Mark it yourself first");
    const held = made("section", { className: "ww-teacher", id: "ww-teacher" }, heading,
      made("p", {}, "Which phrases judge, frighten, mock or praise where plain words would do? Mark them before you see what the program marks."),
      form, list, reveal);
    held.setAttribute("aria-label", "Your own marks");
    return held;
  }

  function compared() {
    const phrases = analysis.loaded_language;
    const both = own.filter(({ span }) => phrases.some((phrase) => overlaps(span, phrase.span)));
    const yours = own.filter((mark) => !both.includes(mark));
    const theirs = phrases.filter((phrase) => !own.some(({ span }) => overlaps(span, phrase.span)));
    const same = both.filter(({ span, whose }) => phrases.some((phrase) =>
      overlaps(span, phrase.span) && OURS.has(phrase.voice) === (whose === "outlet")));
    const row = (name, value) => made("tr", {}, made("th", { scope: "row" }, name), made("td", {}, String(value)));
    const heading = made("h3", { tabIndex: -1 }, "You and the program");
    const table = made("table", {}, made("tbody", {},
      row("Marked by both", both.length),
      row("Of these, whose words they are: agreed", same.length),
      row("Marked by you alone", yours.length),
      row("Marked by the program alone", theirs.length)));
    const weak = theirs.filter(({ strength }) => strength < 0.5);
    const result = [heading, table,
      made("p", {}, "Neither is the right answer. The program goes by tables of words: it misses irony and insinuation, and a word it marks may be fair in its place.")];
    if (yours.length) result.push(made("h4", {}, "Only you"), made("ul", {}, ...yours.map(({ span }) => made("li", {}, made("bdi", {}, span.text)))));
    if (theirs.length) result.push(made("h4", {}, "Only the program"), made("ul", {}, ...theirs.map((phrase) => {
      const link = made("a", { href: "#", className: "ww-to" }, made("bdi", {}, phrase.span.text));
      link.dataset.to = `l${phrases.indexOf(phrase) + 1}`;
      return made("li", {}, link);
    })));
    result.push(made("h4", {}, "Where people disagree"),
      made("p", {}, "Careful readers differ most on the technique, and on mild words. On real news, experts who marked the same sentences agreed on fewer than half of the words."));
    if (weak.length) result.push(made("p", {}, `The program is itself unsure of ${weak.map(({ span }) => `“${span.text}”`).join(", ")}.`));
    return result;
  }

  Whosewords.teacher = {
    begin(held, reading) {
      [root, analysis, own] = [held, reading.analysis, []];
      if ("highlights" in CSS) CSS.highlights.delete("ww-own");
      if (!reading.unaided) return;
      veil(true);
      root.querySelector(".ww-findings").prepend(panel());
    },
  };
})();
