/* What every page does: its foot tells how old the data are, and what an address points to is shown. */
(() => {
  "use strict";
  const about = async (place) => {
    const answer = await fetch(place.dataset.tzAbout, { cache: "no-cache" });
    if (!answer.ok) return;
    const { as_of: asOf, commit, edition, level } = await answer.json();
    Object.assign(document.documentElement.dataset, { asOf, commit, edition: edition ?? "" }); // paper tells it too
    const days = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(`${asOf.slice(0, 10)}T00:00`)) / 864e5);
    place.textContent = `${edition ? `${edition} · ` : ""}数据截至 ${asOf}${days > 0 ? `,${days} 天前` : ""} · `;
    place.hidden = false;
    if (!edition) return;
    const mark = document.createElement("p"); // whose edition this is, on the screen and on paper
    mark.className = "tz-edition";
    mark.textContent = `${edition} · 含到${level}的内容,只给这一版的读者看`;
    document.querySelector("article")?.prepend(mark);
  };

  for (const place of document.querySelectorAll("[data-tz-about]")) {
    if (location.protocol.startsWith("http")) about(place).catch(() => {});
  }

  // What an address points to is shown, also where it lies in something closed.
  const reveal = () => {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const closed = target && target.parentElement?.closest("details:not([open])");
    if (!closed) return;
    closed.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  reveal();

  // What is wider than its place is moved with the keyboard too: the theme wraps tables once it has run.
  const wraps = ".md-typeset__scrollwrap, .md-typeset pre";
  const sized = new ResizeObserver((seen) => {
    for (const one of new Set(seen.map(({ target }) => target.closest(wraps)))) {
      if (one.scrollWidth > one.clientWidth) one.tabIndex = 0;
      else one.removeAttribute("tabindex");
    }
  });
  addEventListener("load", () => {
    for (const one of document.querySelectorAll(wraps)) {
      for (const part of [one, ...one.children]) sized.observe(part);
    }
  });
})();
