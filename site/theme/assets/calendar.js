/* A calendar above a table shows what the table's box and lists keep: <div data-filtered-by="meetings"> holds entries
   <span data-row="m3">, each of a row of that table, in groups <li>, in days <li>. The box moves above the calendar, so
   that it stands over both. It listens before table.js comes, which tells of every filtering. */
(() => {
  "use strict";
  for (const calendar of document.querySelectorAll("[data-filtered-by]")) {
    const table = document.getElementById(calendar.dataset.filteredBy);
    const entries = [...calendar.querySelectorAll("[data-row]")];
    const holders = [...calendar.querySelectorAll("li")].filter((one) => one.querySelector("[data-row]"));

    table?.addEventListener("filtered", ({ detail: { box, rows } }) => {
      if (box.nextElementSibling !== calendar) calendar.before(box);
      for (const entry of entries) entry.hidden = !rows.has(document.getElementById(entry.dataset.row));
      for (const one of holders) one.toggleAttribute("data-none", !one.querySelector("[data-row]:not([hidden])"));
    });
  }
})();
