/* Who the reader is: said once on the own page, kept in this browser, and from then on every page leads there.
   Loaded in the head: the links have their place before anything is drawn. */
(() => {
  "use strict";
  const root = document.documentElement;
  const read = () => {
    try {
      const kept = __md_get("me");
      return kept && typeof kept.id === "string" && kept.id ? kept : null;
    } catch {
      return null; // nothing may be kept here, or what is kept is not ours
    }
  };

  const apply = () => {
    const me = read();
    root.toggleAttribute("data-me", Boolean(me));
    for (const link of document.querySelectorAll("[data-tz-mine]")) {
      if (me) link.href = new URL(`people/${encodeURIComponent(me.id)}/`, __md_scope).href;
      else link.removeAttribute("href");
    }
    for (const place of document.querySelectorAll("[data-tz-my-name]")) place.textContent = me ? String(me.name) : "";
    for (const own of document.querySelectorAll("[data-tz-person]")) {
      own.toggleAttribute("data-mine", own.dataset.tzPerson === me?.id);
    }
    for (const button of document.querySelectorAll("[data-tz-me]")) {
      button.setAttribute("aria-pressed", String(button.dataset.tzMe === me?.id));
    }
  };

  const choose = (me) => {
    __md_set("me", me);
    apply();
  };

  apply();
  document.addEventListener("DOMContentLoaded", () => {
    apply();
    document.addEventListener("click", (event) => {
      const button = event.target.closest("[data-tz-me]");
      if (button) {
        const chosen = button.getAttribute("aria-pressed") === "true";
        choose(chosen ? null : { id: button.dataset.tzMe, name: button.dataset.tzName });
      } else if (event.target.closest("[data-tz-forget]")) choose(null);
    });
  });
  addEventListener("pageshow", apply); // another page of the site may have changed it
  addEventListener("storage", apply);
})();
