// A card beside a mark says what it is: on hover, on focus, and on a tap.
(() => {
  "use strict";
  const GAP = 10;
  let note = null;

  Whosewords.hideCard = () => {
    note?.remove();
    note = null;
  };

  Whosewords.showCard = (mark) => {
    const root = Whosewords.root(mark);
    const own = mark.hash.slice("#ww-".length);
    const cards = [own, ...mark.dataset.keys.split(" ").filter((key) => /^[lq]/.test(key) && key !== own)]
      .map((key) => Whosewords.entry(root, key))
      .filter((entry) => entry && !entry.hidden)
      .map((entry) => entry.querySelector(".ww-card"));
    Whosewords.hideCard();
    if (!cards.length) return;
    note = document.createElement("div");
    note.className = "ww-note";
    note.setAttribute("role", Whosewords.beside.matches ? "tooltip" : "group");
    note.setAttribute("aria-label", "What this mark is");
    note.append(...cards.slice(0, 3).map(copied));
    if (!Whosewords.beside.matches) note.append(more(cards[0].closest(".ww-entry")));
    document.body.append(note);
    place(note, mark.getClientRects()[0]);
  };

  function more(entry) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "ww-button";
    button.textContent = "See it in the list";
    button.addEventListener("click", () => {
      Whosewords.hideCard();
      Whosewords.reveal(entry, "center");
      entry.querySelector("a").focus({ preventScroll: true });
    });
    return button;
  }

  function copied(card) {
    const copy = document.createElement("div");
    copy.className = "ww-card";
    copy.append(...card.cloneNode(true).childNodes);
    copy.querySelectorAll(".ww-judge").forEach((element) => element.remove());
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

  const markOf = (event) => event.target.closest?.(".ww-article a.ww-loaded:not(.ww-off), .ww-article a.ww-chip");

  document.addEventListener("click", (event) => {
    const mark = markOf(event);
    if (mark) {
      event.preventDefault();
      Whosewords.toEntry(mark, mark.hash.slice("#ww-".length));
    } else if (event.target.closest?.(".ww-article a.ww-off")) event.preventDefault();
    else if (!event.target.closest?.(".ww-note")) Whosewords.hideCard();
  });
  document.addEventListener("mouseover", (event) => {
    const mark = markOf(event);
    if (mark) Whosewords.showCard(mark);
    else if (!event.target.closest?.(".ww-note")) Whosewords.hideCard();
  });
  document.addEventListener("focusin", (event) => {
    const mark = markOf(event);
    if (mark?.matches(":focus-visible")) Whosewords.showCard(mark);
    else if (!mark && !event.target.closest?.(".ww-note")) Whosewords.hideCard();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (note) Whosewords.hideCard();
    else Whosewords.back();
  });
})();
