// What the desk does beyond plain pages: keys, moments in the reader's zone, what is looked at again. What an element does by a key stands in its data-key.
"use strict";
(() => {
  if (matchMedia("(max-width: 52rem)").matches) {
    document.querySelectorAll("details.narrowing").forEach((one) => one.removeAttribute("open"));
  }
  // Moments in the reader's zone; without this script they stand in UTC, as they say.
  document.querySelectorAll("time[datetime]").forEach((one) => {
    const moment = new Date(one.dateTime);
    if (Number.isNaN(moment.getTime())) return;
    one.title = one.textContent;
    one.textContent = moment.toLocaleString([], { dateStyle: "medium", timeStyle: "short" });
  });
  // What a button copies is asked for when it is pressed; a browser that lets no page copy shows no button.
  if (navigator.clipboard) {
    document.querySelectorAll("[data-copy]").forEach((one) => {
      one.hidden = false;
      one.addEventListener("click", async () => {
        try {
          const answer = await fetch(one.dataset.copy);
          if (!answer.ok) throw new Error(answer.statusText);
          await navigator.clipboard.writeText(await answer.text());
          one.textContent = "Copied";
        } catch {
          one.textContent = "Not copied: save it instead";
        }
      });
    });
  }
  const again = document.querySelector("[data-again]");
  if (again) setTimeout(() => location.reload(), Number(again.dataset.again));
  const rows = () => [...document.querySelectorAll("[data-row]")];
  const typing = (target) => target.closest("input, textarea, select, [contenteditable]") !== null;
  const move = (step) => {
    const all = rows();
    if (!all.length) return;
    const at = all.findIndex((row) => row.classList.contains("current"));
    const next = all[Math.min(Math.max(at + step, 0), all.length - 1)];
    all.forEach((row) => row.classList.toggle("current", row === next));
    next.scrollIntoView({ block: "nearest" });
    next.querySelector("a")?.focus({ preventScroll: true });
  };
  // Single keys can be turned off, for those who speak or whose hands slip; the choice stays in this browser.
  const dialog = document.getElementById("keys");
  const opener = document.getElementById("keys-open");
  const switcher = document.getElementById("keys-switch");
  const areOff = () => localStorage.getItem("keys") === "off";
  const tell = () => {
    switcher.textContent = areOff() ? "Turn the keys on" : "Turn the keys off";
  };
  if (dialog && opener && switcher) {
    opener.hidden = false;
    opener.addEventListener("click", () => dialog.showModal());
    switcher.addEventListener("click", () => {
      localStorage.setItem("keys", areOff() ? "on" : "off");
      tell();
    });
    tell();
  }
  document.addEventListener("keydown", (event) => {
    if (areOff()) return;
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const marked = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (marked instanceof HTMLDetailsElement) {
      marked.open = !marked.open;
      if (marked.open) marked.querySelector("input:not([type=hidden]), select")?.focus();
    } else if (marked) marked.click();
    else if (event.key === "j") move(1);
    else if (event.key === "k") move(-1);
    else if (event.key === "/") document.querySelector(".find input")?.focus();
    else if (event.key === "?") dialog?.showModal();
    else return;
    event.preventDefault();
  });
})();
