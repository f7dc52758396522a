/* What every page does: its foot tells how old the data are, and what is closed is opened for printing. */
(() => {
  "use strict";
  const about = async (place) => {
    const answer = await fetch(place.dataset.tzAbout, { cache: "no-cache" });
    if (!answer.ok) return;
    const { as_of: asOf, edition, level } = await answer.json();
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

  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll(".md-content details:not([open], .tz-figure)")];
    for (const one of opened) one.open = true;
    for (const cell of document.querySelectorAll(".md-content td:not([data-text])")) {
      cell.toggleAttribute("data-solid", !/[\u4e00-\u9fff]{3}/.test(cell.textContent)); // a date is not to break
    }
  });
  addEventListener("afterprint", () => {
    for (const one of opened) one.open = false;
    opened = [];
  });
})();
