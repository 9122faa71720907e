// The article as text, in the wording that is shown.
(() => {
  "use strict";

  Whosewords.textOf = (root) => {
    const neutrally = root.querySelector(".ww-neutrally").checked;
    const article = root.querySelector(".ww-article").cloneNode(true);
    article.querySelectorAll(`.ww-tools, .ww-neutral-note, .ww-legend, .ww-furniture, ${neutrally ? ".ww-was" : ".ww-ins"}`)
      .forEach((element) => element.remove());
    const paragraphs = [...article.querySelectorAll("[data-start]")].map((paragraph) => paragraph.textContent.trim());
    return paragraphs.map((words) => (neutrally ? words.replace(/(\S) {2,}(?=\S)/g, "$1 ") : words)).join("\n\n") + "\n";
  };

  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.(".ww-copy");
    if (!button) return;
    const root = Whosewords.root(button);
    const told = root.querySelector(".ww-said-so");
    try {
      await navigator.clipboard.writeText(Whosewords.textOf(root));
      told.textContent = "Copied.";
    } catch {
      told.textContent = "The browser doesn’t allow copying here; select the text instead.";
    }
    setTimeout(() => { told.textContent = ""; }, 3000);
  });
})();
