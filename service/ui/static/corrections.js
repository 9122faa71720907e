// A reader's corrections: kept in this tab, undoable, exported as gold rows.
(() => {
  "use strict";
  const { $, made, asked, complain } = Whosewords.desk;
  const KEY = "whosewords-corrections";
  const listeners = [];

  const read = () => {
    try {
      return JSON.parse(sessionStorage.getItem(KEY)) ?? {};
    } catch {
      return {};
    }
  };
  let all = read();

  function changed() {
    try {
      sessionStorage.setItem(KEY, JSON.stringify(all));
    } catch { /* the tab's store is full; they stay in memory */ }
    show();
    listeners.forEach((listener) => listener());
  }

  const corrections = Whosewords.corrections = {
    of: (id) => all[id]?.judgements ?? [],
    onChange: (listener) => { listeners.splice(0, listeners.length, listener); },
    add(analysis, judgement) {
      const held = all[analysis.article.id] ??= { analysis, judgements: [] };
      held.analysis = analysis;
      held.judgements.push({ ...judgement, order: Date.now() });
      changed();
    },
    remove(id, judgement) {
      all[id].judgements = all[id].judgements.filter((item) => item !== judgement);
      changed();
    },
    undo() {
      const last = Object.values(all).filter(({ judgements }) => judgements.length)
        .sort((one, other) => other.judgements.at(-1).order - one.judgements.at(-1).order)[0];
      last?.judgements.pop();
      changed();
    },
  };

  const count = () => Object.values(all).reduce((sum, { judgements }) => sum + judgements.length, 0);

  async function take(rest) {
    const judged = Object.values(all).filter(({ judgements }) => judgements.length).map(({ analysis, judgements }) => ({
      analysis,
      judgements: judgements.map(({ order, ...judgement }) => judgement),
      rest_is_right: rest,
    }));
    try {
      const answer = await asked("/page/corrections", { body: JSON.stringify({ judged }) });
      Whosewords.shelf.save(await answer.blob(), "corrections.jsonl");
    } catch (error) {
      complain(error.message);
    }
  }

  function show() {
    const number = count();
    $("corrected").hidden = !number;
    if (!number) return $("corrected").replaceChildren();
    const undo = made("button", { type: "button", className: "ww-button", id: "undo" }, "Undo");
    const save = made("button", { type: "button", className: "ww-button", id: "save-corrections" }, "Save as gold rows");
    const rest = made("input", { type: "checkbox", id: "rest" });
    undo.addEventListener("click", () => corrections.undo());
    save.addEventListener("click", () => take(rest.checked));
    const words = `${number} ${number === 1 ? "correction" : "corrections"}`;
    const wasChecked = document.getElementById("rest")?.checked ?? false;
    rest.checked = wasChecked;
    $("corrected").replaceChildren(words, undo, save, made("label", { className: "ww-inline ww-check" }, rest, "the rest is right"));
  }

  document.addEventListener("DOMContentLoaded", show);
})();
