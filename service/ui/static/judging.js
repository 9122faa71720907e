// Right, wrong or different: on any finding; and one that was missed, by selecting its words or typing them.
(() => {
  "use strict";
  const { made } = Whosewords.desk;
  const MANY = 400;
  const words = () => JSON.parse(document.body.dataset.words);
  let root = null;
  let analysis = null;

  const keyOf = (entry) => entry.id.slice("ww-".length);
  const found = (key) => (key[0] === "l" ? analysis.loaded_language : analysis.quotations)[+key.slice(1) - 1];
  const judged = (key) => Whosewords.corrections.of(analysis.article.id).findLast((item) => item.key === key)?.verdict;

  function button(text, act, facts = {}) {
    const made_button = made("button", { type: "button", className: "ww-button", ...facts }, text);
    made_button.addEventListener("click", act);
    return made_button;
  }

  function field(label, control) {
    return made("label", {}, label, control);
  }

  function choice(options, value) {
    const select = made("select");
    for (const [name, text] of Object.entries(options)) select.append(made("option", { value: name }, text));
    select.value = value;
    return select;
  }

  // A form for one finding as it should be; `save` gets it as a gold row has it.
  function form(kind, start, save, cancel) {
    const typed = made("input", { type: "text", value: start.span?.text ?? "" });
    const speaker = made("input", { type: "text", value: start.speaker ?? "", placeholder: "nobody named" });
    const voice = choice(words().voices, start.voice ?? "outlet");
    const technique = choice(words().techniques, start.technique ?? "Loaded_Language");
    const form_ = choice({ direct: "direct", indirect: "indirect", mixed: "mixed" }, start.directness ?? "direct");
    const problem = made("p", { className: "ww-form-problem" });
    problem.setAttribute("role", "alert");
    let span = start.span ?? null;
    const use = button("Use the selected words", () => {
      const selected = Whosewords.places.selected(root, analysis);
      if (selected) [span, typed.value] = [selected, selected.text];
      else problem.textContent = "Select words inside one paragraph of the article first.";
    });
    use.addEventListener("mousedown", (event) => event.preventDefault());
    const held = made("form", { className: "ww-form" }, field("The words, as they stand in the article", typed), use);
    if (kind === "phrase") held.append(field("Whose words", voice), field("Technique", technique));
    else held.append(field("Form", form_));
    held.append(field("Speaker", speaker), problem, made("div", { className: "ww-row" },
      made("button", { type: "submit", className: "ww-button ww-primary" }, "Save"), button("Leave it", cancel)));
    held.addEventListener("submit", (event) => {
      event.preventDefault();
      const place = span?.text === typed.value ? span : Whosewords.places.typed(analysis, typed.value);
      if (!place) {
        problem.textContent = "The article doesn’t hold these words; copy them from it.";
        return;
      }
      const whose = speaker.value.trim() || null;
      save(kind === "phrase"
        ? { phrase: { span: place, technique: technique.value, voice: voice.value, speaker: whose } }
        : { quotation: { directness: form_.value, content: [place], cue: start.cue ?? null, source: start.source ?? null, speaker: whose } });
    });
    return held;
  }

  function startOf(key) {
    const item = found(key);
    return key[0] === "l" ? item : { ...item, span: item.content[0] };
  }

  function judge(entry) {
    if (entry.querySelector(".ww-judge")) return;
    const key = keyOf(entry);
    const say = (verdict, label = {}) => Whosewords.corrections.add(analysis, { key, verdict, ...label });
    const line = made("div", { className: "ww-judge" });
    line.setAttribute("role", "group");
    line.setAttribute("aria-label", "Your judgement of this finding");
    const close = () => {
      entry.querySelector(".ww-form")?.remove();
      line.querySelector("[data-verdict=different]").focus();
    };
    line.append(
      button("Right", () => say("right"), { "data-verdict": "right" }),
      button("Wrong", () => say("wrong"), { "data-verdict": "wrong" }),
      button("Different …", () => {
        if (entry.querySelector(".ww-form")) return close();
        line.after(form(key[0] === "l" ? "phrase" : "quotation", startOf(key), (label) => {
          say("different", label);
          close();
        }, close));
        entry.querySelector(".ww-form input").focus();
      }, { "data-verdict": "different" }),
    );
    entry.querySelector(".ww-card").append(line);
    press(entry);
  }

  function press(entry) {
    const verdict = judged(keyOf(entry));
    entry.querySelectorAll(".ww-judge [data-verdict]").forEach((element) => {
      element.setAttribute("aria-pressed", element.dataset.verdict === verdict);
    });
  }

  function missing() {
    const place = made("div", { className: "ww-missing ww-judge-missing" });
    const list = made("ul", { className: "ww-added" });
    const add = button("Add one that was missed …", () => {
      place.querySelector(".ww-form")?.remove();
      const close = () => {
        place.querySelector(".ww-form")?.remove();
        add.focus();
      };
      const kinds = choice({ phrase: "a loaded phrase", quotation: "a quotation" }, "phrase");
      const span = Whosewords.places.selected(root, analysis);
      const open = () => {
        place.querySelector(".ww-form")?.remove();
        const made_form = form(kinds.value, { span }, (label) => {
          Whosewords.corrections.add(analysis, { verdict: "missed", ...label });
          close();
        }, close);
        made_form.prepend(field("What was missed", kinds));
        add.after(made_form);
      };
      kinds.addEventListener("change", open);
      open();
      place.querySelector(".ww-form input").focus();
    }, { "data-missed": "" });
    add.addEventListener("mousedown", (event) => event.preventDefault());
    place.append(add, list);
    return place;
  }

  function refresh() {
    root.querySelectorAll(".ww-entry:has(.ww-judge)").forEach(press);
    const list = root.querySelector(".ww-added");
    const added = Whosewords.corrections.of(analysis.article.id).filter(({ verdict }) => verdict === "missed");
    list?.replaceChildren(...added.map((item) => made("li", {}, made("bdi", {}, (item.phrase?.span ?? item.quotation.content[0]).text),
      ` (${item.phrase ? words().voices[item.phrase.voice] : "a quotation"}) `,
      button("remove", () => Whosewords.corrections.remove(analysis.article.id, item), { className: "ww-tiny" }))));
  }

  Whosewords.judging = {
    form, button,
    begin(held, reading) {
      [root, analysis] = [held, reading.analysis];
      const entries = [...root.querySelectorAll(".ww-entry")];
      if (entries.length <= MANY) entries.forEach(judge);
      else for (const name of ["pointerover", "focusin"]) {
        root.addEventListener(name, (event) => {
          const entry = event.target.closest?.(".ww-entry");
          if (entry) judge(entry);
        });
      }
      root.querySelector(".ww-phrases")?.before(missing());
      Whosewords.corrections.onChange(refresh);
      refresh();
    },
  };
})();
