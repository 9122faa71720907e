// Filters by voice, technique, speaker and strength: they act on what is on the page, at once.
(() => {
  "use strict";
  const prepared = new WeakMap();

  function prepare(root) {
    if (prepared.has(root)) return prepared.get(root);
    const phrases = new Map();
    root.querySelectorAll(".ww-phrases > .ww-entry").forEach((entry) => {
      const { voice, technique, strength, speaker } = entry.dataset;
      const length = entry.querySelector(".ww-to")?.textContent.length ?? 0;
      phrases.set(entry.id.slice("ww-".length), { entry, voice, technique, strength: +strength, speaker, length, on: true });
    });
    const marks = [...root.querySelectorAll(".ww-article a.ww-loaded")].map((mark) => ({
      mark,
      keys: mark.dataset.keys
        .split(" ")
        .filter((key) => phrases.has(key))
        .sort((one, other) => phrases.get(one).length - phrases.get(other).length),
      shown: mark.hash.slice("#ww-".length),
      voiced: phrases.get(mark.hash.slice("#ww-".length))?.voice,
    }));
    const said = [...root.querySelectorAll(".ww-quoted-list > .ww-entry")];
    const spoken = new Map(said.map((entry) => [entry.id.slice("ww-".length), entry.dataset.speaker]));
    const quoted = [...root.querySelectorAll(".ww-article .ww-said[data-keys], .ww-article .ww-chip[data-keys]")].map(
      (mark) => ({ mark, speaker: spoken.get(mark.dataset.keys.split(" ").find((key) => spoken.has(key))) }),
    );
    const ready = { phrases, marks, said, quoted };
    prepared.set(root, ready);
    return ready;
  }

  function apply(root) {
    const { phrases, marks, said, quoted } = prepare(root);
    const all = (name) => [...root.querySelectorAll(`.ww-legend [data-filter=${name}]`)];
    const chosen = (name) => new Set(all(name).filter((box) => box.checked).map((box) => box.value));
    const voices = chosen("voice");
    const techniques = chosen("technique");
    const speaker = all("speaker")[0]?.value ?? "";
    const least = +(all("strength")[0]?.value ?? 0);
    let count = 0;
    phrases.forEach((phrase) => {
      const theirs = !speaker || (speaker === "none" ? phrase.speaker === "" : phrase.speaker === speaker);
      const on = voices.has(phrase.voice) && techniques.has(phrase.technique) && theirs && phrase.strength >= least;
      count += on;
      if (on === phrase.on) return;
      phrase.on = on;
      phrase.entry.hidden = !on;
    });
    marks.forEach((item) => {
      const key = item.keys.find((name) => phrases.get(name).on) ?? "";
      if (key === item.shown) return;
      const { mark } = item;
      mark.classList.toggle("ww-off", !key);
      if (key) {
        const was = item.voiced;
        item.voiced = phrases.get(key).voice;
        mark.classList.replace(`ww-${was}`, `ww-${item.voiced}`);
        mark.setAttribute("href", `#ww-${key}`);
        mark.setAttribute("aria-describedby", `ww-what-${key}`);
      }
      if (!key) mark.removeAttribute("href");
      item.shown = key;
    });
    const heard = (theirs) => !speaker || theirs === speaker;
    said.forEach((entry) => { entry.hidden = !heard(entry.dataset.speaker); });
    quoted.forEach(({ mark, speaker: theirs }) => {
      mark.classList.toggle("ww-mute", !heard(theirs));
      if (mark.matches(".ww-chip")) mark.classList.toggle("ww-off", !heard(theirs));
    });
    root.querySelector(".ww-article").classList.toggle("ww-unsaid", all("said").some((box) => !box.checked));
    const told = root.querySelector(".ww-shown");
    if (told) {
      told.hidden = count === phrases.size;
      told.textContent = `Showing ${count} of ${phrases.size} loaded phrases.`;
    }
    const output = root.querySelector(".ww-least");
    if (output) output.value = least.toFixed(1);
  }

  document.addEventListener("input", (event) => {
    if (event.target.matches?.(".ww-legend [data-filter]")) apply(Whosewords.root(event.target));
  });

  Whosewords.ready = (root) => {
    root.querySelectorAll(".ww-more, .ww-copy, .ww-switch").forEach((element) => { element.hidden = false; });
    if (!Whosewords.beside.matches) root.querySelector(".ww-legend").open = false;
  };
  const begin = () => document.querySelectorAll(".ww").forEach(Whosewords.ready);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
