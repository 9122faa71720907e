// Marks and entries lead to each other. Everything is reachable without this script too: each is a plain link.
(() => {
  "use strict";
  const GAP = 10;
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const beside = matchMedia("(min-width: 60rem)");
  let note = null;
  let cameFrom = null;

  const passage = (root, key) => root.querySelectorAll(`.ww-article [data-keys~="${CSS.escape(key)}"]`);
  const entry = (root, key) => root.querySelector(`#ww-${CSS.escape(key)}`);
  const root = (element) => element.closest(".ww");

  function ring(scope, lit) {
    scope.querySelectorAll(".ww-ringed").forEach((element) => element.classList.remove("ww-ringed"));
    lit.forEach((element) => element.classList.add("ww-ringed"));
  }

  function reveal(element, block) {
    for (let held = element.closest("details"); held; held = held.parentElement.closest("details")) held.open = true;
    element.scrollIntoView({ block, behavior: calm.matches ? "auto" : "smooth" });
  }

  function goToPassage(from, key) {
    const scope = root(from);
    const lit = [...passage(scope, key)];
    if (!lit.length) return;
    hide();
    ring(scope, [...lit, entry(scope, key)].filter(Boolean));
    reveal(lit[0], "center");
    cameFrom = from;
    if (!lit[0].hasAttribute("href")) lit[0].tabIndex = -1;
    lit[0].focus({ preventScroll: true });
  }

  function goToEntry(from, key) {
    const scope = root(from);
    const target = entry(scope, key);
    if (!target) return;
    ring(scope, [...passage(scope, key), target]);
    if (beside.matches) reveal(target, "nearest");
    else show(from);
  }

  function show(mark) {
    const scope = root(mark);
    const keys = (mark.dataset.keys ?? mark.hash.slice("#ww-".length)).split(" ");
    const cards = keys.map((key) => entry(scope, key)?.querySelector(".ww-card")).filter(Boolean);
    hide();
    if (!cards.length) return;
    note = document.createElement("div");
    note.className = "ww-note";
    note.setAttribute("role", "tooltip");
    note.append(...cards.map((card) => plainCopy(card)));
    document.body.append(note);
    place(note, mark.getClientRects()[0]);
  }

  function plainCopy(card) {
    const copy = document.createElement("div");
    copy.className = "ww-card";
    copy.append(...card.cloneNode(true).childNodes);
    copy.querySelectorAll("[id]").forEach((element) => element.removeAttribute("id"));
    copy.querySelectorAll("a").forEach((link) => {
      const words = document.createElement("span");
      words.className = link.className;
      words.append(...link.childNodes);
      link.replaceWith(words);
    });
    return copy;
  }

  function place(box, at) {
    const below = at.bottom + GAP + box.offsetHeight <= innerHeight;
    const top = below ? at.bottom + GAP : Math.max(GAP, at.top - GAP - box.offsetHeight);
    const left = Math.max(GAP, Math.min(at.left, document.documentElement.clientWidth - box.offsetWidth - GAP));
    box.style.top = `${top + scrollY}px`;
    box.style.left = `${left + scrollX}px`;
  }

  function hide() {
    note?.remove();
    note = null;
  }

  const markOf = (event) => event.target.closest?.(".ww-article a.ww-loaded, .ww-article a.ww-chip");

  document.addEventListener("click", (event) => {
    const mark = markOf(event);
    const leading = event.target.closest?.(".ww [data-to]");
    if (mark) {
      event.preventDefault();
      goToEntry(mark, mark.hash.slice("#ww-".length));
    } else if (leading) {
      event.preventDefault();
      goToPassage(leading, leading.dataset.to);
    } else hide();
  });
  document.addEventListener("mouseover", (event) => {
    const mark = markOf(event);
    if (mark) show(mark);
    else if (!event.target.closest?.(".ww-note")) hide();
  });
  document.addEventListener("focusin", (event) => {
    const mark = markOf(event);
    if (mark?.matches(":focus-visible")) show(mark);
    else if (!mark) hide();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (note) hide();
    else if (cameFrom?.isConnected) {
      (cameFrom.matches("a") ? cameFrom : cameFrom.querySelector("a")).focus();
      cameFrom = null;
    }
  });
})();
