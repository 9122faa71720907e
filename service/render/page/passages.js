// Findings and their passages lead to each other. Everything is reachable without this script too: each is a plain link.
const Whosewords = {};
(() => {
  "use strict";
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let cameFrom = null;

  const plain = (key) => CSS.escape(key);
  Whosewords.beside = matchMedia("(min-width: 60rem)");
  Whosewords.root = (element) => element.closest(".ww");
  Whosewords.passage = (root, key) => [...root.querySelectorAll(`.ww-article [data-keys~="${plain(key)}"]`)];
  Whosewords.entry = (root, key) => root.querySelector(`#ww-${plain(key.split("-")[0])}`);

  Whosewords.ring = (root, lit) => {
    root.querySelectorAll(".ww-ringed").forEach((element) => element.classList.remove("ww-ringed"));
    lit.forEach((element) => element?.classList.add("ww-ringed"));
  };

  Whosewords.reveal = (element, block) => {
    for (let held = element.closest("details"); held; held = held.parentElement.closest("details")) held.open = true;
    element.scrollIntoView({ block, behavior: calm.matches ? "auto" : "smooth" });
  };

  Whosewords.toPassage = (from, key) => {
    const root = Whosewords.root(from);
    const lit = Whosewords.passage(root, key).filter((element) => !element.matches(".ww-chip"));
    if (!lit.length) return;
    Whosewords.hideCard?.();
    Whosewords.ring(root, [...lit, Whosewords.entry(root, key)]);
    Whosewords.reveal(lit[0], "center");
    cameFrom = from;
    if (!lit[0].hasAttribute("href")) lit[0].tabIndex = -1;
    lit[0].focus({ preventScroll: true });
  };

  Whosewords.toEntry = (mark, key) => {
    const root = Whosewords.root(mark);
    const entry = Whosewords.entry(root, key);
    if (!entry) return;
    Whosewords.ring(root, [...Whosewords.passage(root, key), entry]);
    if (Whosewords.beside.matches) Whosewords.reveal(entry, "nearest");
    else Whosewords.showCard(mark);
  };

  Whosewords.back = () => {
    if (!cameFrom?.isConnected) return false;
    cameFrom.focus();
    cameFrom = null;
    return true;
  };

  document.addEventListener("click", (event) => {
    const leading = event.target.closest?.(".ww [data-to]");
    if (!leading) return;
    event.preventDefault();
    Whosewords.toPassage(leading, leading.dataset.to);
  });
})();
