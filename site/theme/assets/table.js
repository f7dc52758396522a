/* Tables that sort and filter. <table data-sortable data-filter>; <th data-type="num">, <th data-plain> for one that
   does not sort; <td data-sort="key"> where the text is not the key. A row with data-opens belongs to the row above. */
(() => {
  "use strict";
  const FEW = 8;
  const order = new Intl.Collator("zh-Hans-CN", { numeric: true });

  /** The body's rows, each with the rows that belong to it. */
  const groups = (body) => {
    const found = [];
    for (const row of body.rows) {
      if ("opens" in row.dataset && found.length) found.at(-1).push(row);
      else found.push([row]);
    }
    return found;
  };

  const key = (group, column) => {
    const cell = group[0].cells[column];
    return cell.dataset.sort ?? cell.textContent.trim();
  };

  const sort = (table, heads, column) => {
    const head = heads[column];
    const up = head.getAttribute("aria-sort") !== "ascending";
    for (const other of heads) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    const number = (text) => (text === "" ? -Infinity : Number(text));
    const compare = head.dataset.type === "num" ? (a, b) => number(a) - number(b) : order.compare;
    const sorted = groups(table.tBodies[0]).sort((a, b) => compare(key(a, column), key(b, column)) * (up ? 1 : -1));
    table.tBodies[0].append(...sorted.flat());
  };

  const sortable = (table) => {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      if ("plain" in head.dataset) return;
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      button.addEventListener("click", () => sort(table, heads, column));
      head.append(button);
    });
  };

  const filterable = (table) => {
    const all = groups(table.tBodies[0]);
    if (all.length < FEW) return;
    const box = document.createElement("p");
    const input = document.createElement("input");
    const told = document.createElement("span");
    box.className = "tz-filter";
    input.type = "search";
    input.placeholder = "筛选";
    input.setAttribute("aria-label", "筛选下面的表格");
    told.setAttribute("role", "status");
    box.append(input, told);
    input.addEventListener("input", () => {
      const words = input.value.trim().toLowerCase().split(/\s+/);
      let left = 0;
      for (const group of all) {
        const text = group[0].textContent.toLowerCase();
        const stays = words.every((word) => text.includes(word));
        for (const row of group) row.hidden = !stays;
        left += stays;
      }
      told.textContent = input.value.trim() ? `${left} / ${all.length} 行` : "";
    });
    (table.closest(".md-typeset__scrollwrap") ?? table).before(box);
  };

  for (const table of document.querySelectorAll("table[data-sortable]")) sortable(table);
  for (const table of document.querySelectorAll("table[data-filter]")) filterable(table);
})();
