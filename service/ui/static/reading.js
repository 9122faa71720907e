// One reading: what is asked, how far it is, and what comes back.
(() => {
  "use strict";
  const { $, made, tell, complain, asked } = Whosewords.desk;
  const names = () => JSON.parse(document.body.dataset.chains);
  let calling = null;

  async function* lines(body) {
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    let held = "";
    for (;;) {
      const { value, done } = await reader.read();
      held += value ?? "";
      const parts = held.split("\n");
      held = parts.pop();
      for (const part of parts) yield JSON.parse(part);
      if (done) return;
    }
  }

  function progress(chains, done, begun) {
    const steps = made("ul", { className: "ww-steps" });
    for (const name of chains) steps.append(made("li", { className: done.has(name) ? "ww-done" : "" }, names()[name] ?? name));
    tell(made("p", {}, begun ? "Reading." : "Waiting for a turn."), steps);
  }

  function busy(on) {
    $("analyse").disabled = on;
    $("cancel").hidden = !on;
    $("reading").setAttribute("aria-busy", on);
  }

  async function read(text, model, unaided) {
    calling?.abort();
    const call = calling = new AbortController();
    busy(true);
    tell(made("p", {}, "Reading."));
    try {
      const answer = await asked("/page/read", { body: JSON.stringify({ text, model }), signal: call.signal });
      const done = new Set();
      let chains = [];
      let begun = false;
      let result = null;
      for await (const line of lines(answer.body)) {
        if (line.chains) chains = line.chains;
        if (line.begun) begun = true;
        if (line.done) done.add(line.done);
        if (line.error) throw new Error(line.error.message);
        if (line.html) result = line;
        else progress(chains, done, begun);
        if (line.partial) Whosewords.shelf.show({ html: line.partial }, { partial: true });
      }
      if (!result) throw new Error("The reading broke off; try again.");
      tell();
      Whosewords.shelf.keep({ ...result, text, model, unaided, at: new Date() });
    } catch (error) {
      if (error.name === "AbortError") tell(made("p", {}, "Cancelled."));
      else complain(error instanceof TypeError ? "The reading broke off; try again." : error.message, text.trim() ? () => read(text, model, unaided) : null);
    } finally {
      if (calling === call) {
        calling = null;
        busy(false);
      }
    }
  }
  Whosewords.read = read;

  document.addEventListener("DOMContentLoaded", () => {
    $("desk").addEventListener("submit", (event) => {
      event.preventDefault();
      read($("text").value, $("model").value, $("unaided").checked);
    });
    $("cancel").addEventListener("click", () => calling?.abort());
  });
})();
