// The desk: paste, a file, an example, and what the page says of itself.
(() => {
  "use strict";
  const $ = (id) => document.getElementById(id);
  const desk = Whosewords.desk = { $ };

  desk.made = (name, facts = {}, ...held) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(facts)) {
      if (key in element && key !== "list") element[key] = value;
      else element.setAttribute(key, value);
    }
    element.append(...held);
    return element;
  };

  desk.tell = (...held) => $("told").replaceChildren(...held);

  desk.complain = (message, again) => {
    const words = desk.made("p", { className: "ww-page-error" }, message);
    words.setAttribute("role", "alert");
    if (again) {
      const button = desk.made("button", { type: "button", className: "ww-button" }, "Try again");
      button.addEventListener("click", again);
      words.append(button);
    }
    desk.tell(words);
  };

  // What the server answers, or an Error with its one sentence.
  desk.asked = async (address, facts) => {
    let answer;
    try {
      answer = await fetch(address, { method: "POST", ...facts });
    } catch (error) {
      if (error.name === "AbortError") throw error;
      throw new Error("The page’s server doesn’t answer; start it again with whosewords ui.");
    }
    if (!answer.ok || answer.headers.has("X-Refused")) {
      const told = await answer.json().catch(() => null);
      throw new Error(told?.error?.message ?? `The server answered with ${answer.status}; try again.`);
    }
    return answer;
  };

  async function take(file) {
    if (!file) return;
    try {
      if (file.size > 12_000_000) throw new Error("The file is larger than 12 MB, the most that is read; give one article.");
      const answer = await desk.asked("/page/file", { body: file, headers: { "X-File-Name": encodeURIComponent(file.name) } });
      $("text").value = (await answer.json()).text;
      desk.tell(desk.made("p", {}, `${file.name} is on the desk; press Analyse.`));
    } catch (error) {
      desk.complain(error.message);
    }
    $("file").value = "";
  }

  document.addEventListener("DOMContentLoaded", () => {
    const form = $("desk");
    $("file").addEventListener("change", (event) => take(event.target.files[0]));
    for (const name of ["dragover", "dragleave", "drop"]) {
      form.addEventListener(name, (event) => {
        if (![...(event.dataTransfer?.types ?? [])].includes("Files")) return;
        event.preventDefault();
        form.classList.toggle("ww-over", name === "dragover");
        if (name === "drop") take(event.dataTransfer.files[0]);
      });
    }
    form.addEventListener("click", async (event) => {
      const name = event.target.dataset?.example;
      if (!name) return;
      const answer = await fetch(`/page/examples/${name}`);
      $("text").value = await answer.text();
      desk.tell();
      $("analyse").focus();
    });
    form.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
    });
  });
})();
