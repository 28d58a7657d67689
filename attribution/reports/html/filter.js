"use strict";
(() => {
  const form = document.getElementById("filter");
  const output = form.querySelector("output");
  const items = [...document.querySelectorAll("[data-item]")];
  const texts = new Map();

  // As attribution/text/folding.py has it, as far as a search in a page needs it.
  const fold = (text) =>
    text.toLowerCase().replace(/[\u0610-\u061a\u0640\u064b-\u065f\u0670]/g, "").replace(/[أإآٱ]/g, "ا").replace(/ى/g, "ي").replace(/ة/g, "ه");
  const textOf = (item) => {
    if (!texts.has(item)) texts.set(item, fold(item.textContent));
    return texts.get(item);
  };

  const apply = () => {
    const words = fold(form.elements.text.value).split(/\s+/).filter(Boolean);
    const chosen = ["publishers", "speakers", "stances"].filter((name) => form.elements[name].value);
    let shown = 0;
    for (const item of items) {
      const fits =
        chosen.every((name) => item.dataset[name].split(" ").includes(form.elements[name].value)) &&
        words.every((word) => textOf(item).includes(word));
      item.hidden = !fits;
      shown += fits;
    }
    const filtered = words.length || chosen.length;
    output.textContent = !filtered
      ? ""
      : shown
        ? output.dataset.result.replace("{shown}", shown).replace("{all}", items.length)
        : output.dataset.nothing;
  };

  let waiting;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(apply, 120);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(apply));
  form.hidden = false;

  // A link to something that is filtered out shows everything again.
  addEventListener("hashchange", () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target?.closest("[data-item][hidden]")) {
      form.reset();
      setTimeout(() => target.scrollIntoView());
    }
  });

  // The spans of one attribution light up together.
  let lit = [];
  const light = (event) => {
    lit.forEach((span) => span.classList.remove("lit"));
    const group = event.target.closest?.(".reading [data-g]");
    lit = group ? [...group.closest(".reading").querySelectorAll(`[data-g="${group.dataset.g}"]`)] : [];
    lit.forEach((span) => span.classList.add("lit"));
  };
  document.addEventListener("pointerover", light);
  document.addEventListener("focusin", light);

  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    closed.forEach((each) => (each.open = true));
  });
  addEventListener("afterprint", () => closed.forEach((each) => (each.open = false)));
})();
