"use strict";
// What the page can do beyond being read: filter, search, keys, light and dark, links into closed parts.
(() => {
  const root = document.documentElement;
  const one = (selector) => document.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const form = one(".tools");
  const search = one("#search");
  const filters = all("select[data-filter]");
  const items = all(".item").map((element) => ({ element, words: null }));
  const sections = all(".findings");
  root.classList.add("scripted");

  // A page opened from disk may be denied a memory of its own: then it forgets.
  const remember = (key, value) => { try { localStorage.setItem(key, value); } catch { /* forgotten */ } };
  const recall = (key) => { try { return localStorage.getItem(key); } catch { return null; } };

  const words = (item) => {
    item.words ??= item.element.textContent.toLowerCase();
    return item.words;
  };

  const matches = (item, wanted, sought) =>
    wanted.every(([name, value]) => (name === "n" ? item.element.dataset.n.includes(` ${value} `)
      : item.element.dataset[name] === value)) && sought.every((word) => words(item).includes(word));

  const hide = (element, hidden) => { if (element.hidden !== hidden) element.hidden = hidden; };

  function filter() {
    const wanted = filters.filter((select) => select.value).map((select) => [select.dataset.filter, select.value]);
    const sought = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const active = wanted.length + sought.length > 0;
    let shown = 0;
    for (const item of items) {
      const match = !active || matches(item, wanted, sought);
      shown += match;
      hide(item.element, !match);
    }
    for (const group of all(".findings > .group")) {
      const left = all(".item:not([hidden])", group).length;
      hide(group, active && left === 0);
      if (sought.length && left) group.open = true;
    }
    for (const section of sections) hide(section, active && !section.querySelector(".item:not([hidden])"));
    one("#shown").textContent = active ? `${shown} of ${items.length} findings` : "";
  }

  function clear() {
    for (const select of filters) select.value = "";
    search.value = "";
    filter();
  }

  function reveal(id) {
    const target = document.getElementById(id);
    if (!target) return;
    if (target.closest("[hidden]")) clear();
    for (let part = target.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
    target.scrollIntoView({ block: "center" });
    target.focus({ preventScroll: true });
  }

  function step(by) {
    const cards = all(".card:not([hidden])").filter((card) => !card.parentElement.hidden);
    const now = cards.indexOf(document.activeElement?.closest(".card"));
    const next = cards[Math.min(cards.length - 1, Math.max(0, now < 0 ? 0 : now + by))];
    if (!next) return;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "start" });
  }

  const dark = () => root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;

  function paint(theme) {
    if (theme) root.dataset.theme = theme;
    one("#theme").setAttribute("aria-pressed", String(dark()));
    root.dispatchEvent(new Event("theme"));
  }

  function toggle() {
    paint(dark() ? "light" : "dark");
    remember("verify-theme", root.dataset.theme);
  }

  const help = one("#help");
  const single = one("#single-keys");
  const keys = {
    j: () => step(1),
    k: () => step(-1),
    "/": () => { search.scrollIntoView({ block: "nearest" }); search.focus(); },
    g: () => { one("#draw")?.click(); one(".graph")?.scrollIntoView(); },
    t: toggle,
    "?": () => help.showModal(),
  };

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target === search) {
      search.value = "";
      filter();
      search.blur();
    }
    const typing = event.target.closest("input, select, textarea, dialog");
    if (typing || !single.checked || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = keys[event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  });

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", filter);
  // The browser resets a form after its listeners: clearing it here shows all again at once.
  form.addEventListener("reset", (event) => { event.preventDefault(); clear(); });
  one("#theme").addEventListener("click", toggle);
  one("#print").addEventListener("click", () => window.print());
  one("#keys").addEventListener("click", () => help.showModal());
  single.addEventListener("change", () => remember("verify-keys", single.checked ? "on" : "off"));
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (link) reveal(decodeURIComponent(link.getAttribute("href").slice(1)));
  });
  document.addEventListener("reveal", (event) => reveal(event.detail));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => paint());

  single.checked = recall("verify-keys") !== "off";
  paint(recall("verify-theme"));
  if (location.hash) reveal(decodeURIComponent(location.hash.slice(1)));
  (window.requestIdleCallback ?? setTimeout)(() => items.forEach(words));
})();
