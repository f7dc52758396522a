/* What paper needs: the marks at the edges of every sheet, and of what opens only what the reader has opened. */
(() => {
  "use strict";
  const root = document.documentElement;
  const content = document.querySelector(".md-content");
  if (!content) return;
  const LONGEST = 40; // characters of a title at the head of a sheet
  const FOLDED = ".tz-opener, .tz-figure, .tz-made, .tz-fold, .tz-folded, .tz-jump"; // stay as the reader left them
  const ASIDE = new Set(["为什么", "缘由", "原文", "明细", "哪些", "依据", "不公开", "计划原文", "拜访计划"]);

  // A browser that knows boxes at the edges of a sheet has the marks there, and not once more on its first.
  root.toggleAttribute("data-edges", "CSSMarginRule" in window);

  /** A text as a string of CSS, on one line and not too long. */
  const quoted = (text) => {
    const signs = [...text.replace(/\s+/g, " ").trim()];
    const cut = signs.length > LONGEST ? [...signs.slice(0, LONGEST), "…"] : signs;
    return `"${cut.map((one) => (/["\\\p{C}]/u.test(one) ? `\\${one.codePointAt(0).toString(16)} ` : one)).join("")}"`;
  };
  const set = (name, text) => root.style.setProperty(`--tz-paper-${name}`, quoted(text));

  /** What the sheets say at their edges: the title, whose edition, and what the figures rest on. */
  const mark = () => {
    const { asOf, commit, edition } = root.dataset;
    const own = content.querySelector("[data-tz-basis]")?.dataset.tzBasis;
    const from = commit && content.querySelector("[data-tz-commit]") ? `提交 ${commit.slice(0, 10)} · ` : "";
    set("title", content.querySelector("h1")?.textContent ?? "");
    set("edition", edition ? ` · ${edition}` : "");
    set("basis", own || (asOf ? `${from}数据截至 ${asOf}` : ""));
    set("site", document.querySelector("[data-tz-site]")?.dataset.tzSite ?? "");
  };

  /** Columns that only lead elsewhere are not for paper, but for one in which something is open. */
  const columns = (table) => {
    const rows = [...table.rows].filter((row) => !("opens" in row.dataset));
    const heads = [...(table.tHead?.rows[0]?.cells ?? [])];
    heads.forEach((head, number) => {
      const cells = rows.filter((row) => row.parentElement !== table.tHead).map((row) => row.cells[number]);
      const told = cells.map((cell) => cell?.textContent.trim() ?? "");
      const aside = told.some(Boolean) && told.every((text) => !text || ASIDE.has(text));
      const open = cells.some((cell) => cell?.querySelector("details[open]:not([data-shut])"));
      for (const cell of [head, ...cells]) cell?.toggleAttribute("data-aside", aside && !open);
    });
  };

  // The theme opens everything before printing: what the reader left closed is marked before, and stays so on paper.
  let opened = null;
  addEventListener(
    "beforeprint",
    () => {
      if (opened) return;
      const closed = [...content.querySelectorAll("details:not([open])")];
      for (const one of closed) one.toggleAttribute("data-shut", one.matches(FOLDED));
      opened = closed.filter((one) => !one.matches(FOLDED));
      for (const one of opened) one.open = true;
      mark();
      for (const table of content.querySelectorAll("table")) columns(table);
      for (const cell of content.querySelectorAll("td:not([data-text])")) {
        cell.toggleAttribute("data-solid", !/[\u4e00-\u9fff]{3}/.test(cell.textContent)); // a date is not to break
      }
    },
    { capture: true },
  );
  addEventListener("afterprint", () => {
    for (const one of content.querySelectorAll("[data-shut]")) {
      one.removeAttribute("data-shut");
      one.open = false;
    }
    for (const one of opened ?? []) one.open = false;
    opened = null;
  });
})();
