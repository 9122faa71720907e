// The shelf: what was read in this session, shown again, shared, exported, printed. It stays in this tab, and ends with it.
(() => {
  "use strict";
  const { $, made, tell, complain, asked } = Whosewords.desk;
  const KEY = "whosewords-read";
  const ROOM = 2_000_000;  // of about five million characters that a browser's store takes
  const kept = [];
  const shelf = Whosewords.shelf = { kept, current: null };

  const titled = ({ analysis }) => {
    const part = analysis.article.parts.find(({ role }) => role === "title");
    const text = [...analysis.article.text];
    return (part ? text.slice(part.start, part.end).join("") : analysis.article.text).trim().split("\n")[0].slice(0, 60);
  };

  const costOf = ({ analysis }) => Object.values(analysis.run.chains).map(({ cost_usd }) => cost_usd);

  function tellCost() {
    const theirs = kept.filter(({ model }) => model === $("model").value).flatMap(costOf);
    const known = theirs.filter((cost) => cost !== null);
    const asked = kept.some(({ model, analysis }) =>
      model === $("model").value && Object.values(analysis.run.chains).some(({ calls }) => calls));
    $("cost").textContent = known.length ? `$${known.reduce((sum, cost) => sum + cost, 0).toFixed(4)} so far`
      : asked ? "cost unknown" : "";
  }

  // The HTML is our own server's, every text in it escaped; nothing in it can run under this page's policy.
  shelf.show = (reading) => {
    const held = new DOMParser().parseFromString(reading.html, "text/html");
    $("reading").replaceChildren(...document.adoptNode(held.body).childNodes);
    const root = $("reading").querySelector(".ww");
    Whosewords.ready(root);
    return root;
  };

  function open(reading) {
    shelf.current = reading;
    const root = shelf.show(reading);
    $("shelf").hidden = false;
    $("desk").hidden = true;
    offerAgain(root, reading);
    Whosewords.judging?.begin(root, reading);
    Whosewords.teacher?.begin(root, reading);
    $("past").value = String(kept.indexOf(reading));
    scrollTo({ top: 0 });
    (root.querySelector(".ww-title") ?? root.querySelector(".ww-article")).focus?.();
  }

  function offerAgain(root, { text, model, unaided, analysis }) {
    if (!analysis.failures.length) return;
    const button = made("button", { type: "button", className: "ww-button" }, "Try again");
    button.addEventListener("click", () => Whosewords.read(text, model, unaided));
    root.querySelector(".ww-failure[role=note]")?.append(" ", button);
  }

  function place(reading) {
    kept.push(reading);
    const title = `${titled(reading)} (${reading.at.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })}, ${reading.model})`;
    $("past").append(made("option", { value: String(kept.length - 1) }, title));
    $("history").hidden = kept.length < 2;
  }

  // What was read outlives a reload; the oldest give way, so that corrections find room in the tab's store too.
  function remember() {
    for (let from = 0; from < kept.length; from++) {
      const held = JSON.stringify(kept.slice(from));
      if (held.length > ROOM) continue;
      try {
        return sessionStorage.setItem(KEY, held);
      } catch { /* too much even so: try with one fewer */ }
    }
  }

  function recall() {
    try {
      for (const reading of JSON.parse(sessionStorage.getItem(KEY)) ?? []) place({ ...reading, at: new Date(reading.at) });
      if (kept.length) open(kept.at(-1));
    } catch {
      sessionStorage.removeItem(KEY);  // written by another version of the page
    }
    tellCost();
  }

  shelf.keep = (reading) => {
    place(reading);
    remember();
    tellCost();
    open(reading);
  };

  shelf.save = (data, name) => {
    const link = made("a", { href: URL.createObjectURL(data), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  };

  async function take(form) {
    $("take").open = false;
    try {
      const answer = await asked(`/page/export/${form}`, { body: JSON.stringify(shelf.current.analysis) });
      const name = /filename\*=UTF-8''([^;]+)/.exec(answer.headers.get("Content-Disposition") ?? "");
      shelf.save(await answer.blob(), name ? decodeURIComponent(name[1]) : `article.${form}`);
      tell();
    } catch (error) {
      complain(error.message);
    }
  }

  addEventListener("load", recall);
  document.addEventListener("DOMContentLoaded", () => {
    $("another").addEventListener("click", () => {
      $("desk").hidden = false;
      $("text").value = "";
      $("text").focus();
      scrollTo({ top: 0 });
    });
    $("past").addEventListener("change", (event) => open(kept[+event.target.value]));
    $("model").addEventListener("change", tellCost);
    $("take").addEventListener("click", (event) => {
      if (event.target.dataset?.export) take(event.target.dataset.export);
    });
    $("print").addEventListener("click", () => {
      $("take").open = false;
      print();
    });
    document.addEventListener("click", (event) => {
      if (!event.target.closest?.("#take")) $("take").open = false;
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !$("take").open) return;
      $("take").open = false;
      $("take").querySelector("summary").focus();
    });
  });
})();
