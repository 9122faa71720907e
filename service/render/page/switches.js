// The wording that is shown, and the length of the summary.
document.addEventListener("change", (event) => {
  const { target } = event;
  if (!target.matches?.(".ww input[type=radio]")) return;
  const root = Whosewords.root(target);
  if (target.name === "ww-wording") root.classList.toggle("ww-in-neutral", target.matches(".ww-neutrally"));
  if (target.name === "ww-length") root.querySelector(".ww-summary").className = `ww-summary ww-as-${target.value}`;
});
