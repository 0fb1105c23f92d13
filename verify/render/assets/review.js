"use strict";
// Single keys: each presses the button, follows the link or enters the field that names it in data-key.
(() => {
  document.documentElement.classList.add("scripted");
  const single = document.querySelector("#single-keys");
  const recall = () => { try { return localStorage.getItem("verify-keys"); } catch { return null; } };
  const remember = (value) => { try { localStorage.setItem("verify-keys", value); } catch { /* forgotten */ } };

  document.addEventListener("keydown", (event) => {
    const field = event.target.closest("textarea, select, input:not([type=checkbox])");
    if (field && event.key === "Escape") field.blur();
    if (field || !single.checked || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    const named = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!named) return;
    event.preventDefault();
    if (named.matches("textarea")) named.focus();
    else named.click();
  });

  single.checked = recall() !== "off";
  single.addEventListener("change", () => remember(single.checked ? "on" : "off"));
})();
