/* Tables that sort and filter and keep their state in the address: ?duties.q=words&duties.sort=-due&duties.state=迟交

   <table id="duties" data-sortable data-filter>. A column is called in the address by its <th data-key="state">, else by
   its number from 1. <th data-choices> gives the column's texts to choose from, any of several, <th
   data-type="num"> sorts by number, <th data-plain> does not sort; <td data-sort="key"> where the text is not the key, <td data-value="text"> where
   what is chosen by is not what stands there. A row with data-opens
   belongs to the row above. A row that the address points to (#anchor) is shown whatever is filtered. A column that the
   address names several times may hold any of the texts: ?duties.state=按时&duties.state=迟交

   <table data-entries> is a list of entries on a phone, where its heads are gone: the order is chosen above it.

   Laying rows out is what costs: of more than MANY only the first stand there, the next as the reader comes near. */
(() => {
  "use strict";
  const FEW = 8; // fewer rows need no box
  const MANY = 150;
  const STEP = 40;
  const REST = 250; // milliseconds without a key before the address is written: browsers count those writes
  const order = new Intl.Collator("zh-Hans-CN", { numeric: true });
  const flat = (text) => text.replace(/\s+/g, " ").trim();
  const folded = (text) => flat(text).normalize("NFKC").toLowerCase();
  const made = (tag, properties = {}) => Object.assign(document.createElement(tag), properties);

  /** A row with the rows that belong to it. What it says is read once. */
  class Group {
    constructor(row) {
      this.rows = [row];
      this.stays = true;
      this.shown = true;
      this.texts = [];
    }

    /** All its words, for the box; what it opens into is not searched. */
    get words() {
      return (this.folded ??= folded(this.rows[0].textContent));
    }

    text(column) {
      const cell = this.rows[0].cells[column];
      return (this.texts[column] ??= flat(cell?.dataset.value ?? cell?.textContent ?? ""));
    }

    key(column) {
      return this.rows[0].cells[column]?.dataset.sort ?? this.text(column);
    }

    show(shown) {
      if (this.shown === shown) return;
      this.shown = shown;
      for (const row of this.rows) row.hidden = !shown;
    }
  }

  const groups = (body) => {
    const found = [];
    for (const row of body.rows) {
      if ("opens" in row.dataset && found.length) found.at(-1).rows.push(row);
      else found.push(new Group(row));
    }
    return found;
  };

  const number = (text) => Number(text.replace(/[,\s%+¥]/g, "").replace("−", "-"));

  /** Compares two groups by a column: numbers as numbers, the rest as Chinese is sorted, what is empty always last. */
  const comparing = (all, column, numeric, down) => {
    const keys = all.map((group) => group.key(column));
    const told = [...new Set(keys)].filter(Boolean);
    const counted = numeric || told.every((key) => Number.isFinite(number(key)));
    const places = new Map(counted ? told.map((key) => [key, number(key)]) : told.sort(order.compare).map((key, at) => [key, at]));
    const values = new Map(all.map((group, at) => [group, places.get(keys[at])]));
    return (one, other) => {
      const [a, b] = [values.get(one), values.get(other)];
      if (a === undefined || b === undefined) return (a === undefined) - (b === undefined);
      return (down ? b - a : a - b) || 0;
    };
  };

  /** A column's texts to choose from, any of several, with how many rows hold each; made when first opened. */
  class Choice {
    constructor(title, count, changed) {
      Object.assign(this, { title, count, changed, chosen: [] });
      this.element = made("details", { className: "tz-choose" });
      this.summary = made("summary");
      this.group = made("div");
      this.group.setAttribute("role", "group");
      this.group.setAttribute("aria-label", title);
      this.element.append(this.summary, this.group);
      this.element.addEventListener("toggle", () => this.element.open && this.fill());
      this.element.addEventListener("keydown", (event) => {
        if (event.key !== "Escape" || !this.element.open) return;
        this.element.open = false;
        this.summary.focus();
      });
      this.set([]);
    }

    set(texts) {
      this.chosen = texts;
      this.summary.textContent = texts.length ? `${this.title}:${texts.join("、")}` : this.title;
      this.element.toggleAttribute("data-chosen", texts.length > 0);
      for (const box of this.group.querySelectorAll("input")) box.checked = texts.includes(box.value);
    }

    /** Makes the boxes; what is chosen and no row holds has one too. */
    fill() {
      if (this.group.childElementCount) return;
      const counted = this.count();
      for (const text of this.chosen) if (!counted.has(text)) counted.set(text, 0);
      for (const [text, rows] of counted) {
        const label = made("label");
        const box = made("input", { type: "checkbox", value: text, checked: this.chosen.includes(text) });
        box.addEventListener("change", () => {
          this.set([...this.group.querySelectorAll("input:checked")].map((one) => one.value));
          this.changed();
        });
        label.append(box, text, made("small", { textContent: ` ${rows}` }));
        this.group.append(label);
      }
    }
  }

  class Table {
    constructor(element, name) {
      this.element = element;
      this.name = name;
      this.body = element.tBodies[0];
      this.all = groups(this.body);
      this.ordered = this.all;
      this.heads = [...element.tHead.rows[0].cells];
      this.titles = this.heads.map((head) => flat(head.textContent));
      this.keys = this.heads.map((head, column) => head.dataset.key ?? String(column + 1));
      for (const head of this.heads) if (!head.hasAttribute("scope")) head.scope = "col";
      this.lists = new Map();
      this.sorted = "";
      if ("sortable" in element.dataset) this.makeButtons();
      if ("filter" in element.dataset) this.makeBox();
      if (this.all.length > MANY) this.makeMore();
      this.restore();
    }

    makeButtons() {
      this.heads.forEach((head, column) => {
        if ("plain" in head.dataset) return;
        const button = made("button", { type: "button" });
        // A link in a head stays one: its button stands behind it.
        if (head.querySelector("a")) button.setAttribute("aria-label", `按${this.titles[column]}排序`);
        else button.append(...head.childNodes);
        button.addEventListener("click", () => {
          this.sort(this.sorted === this.keys[column] ? `-${this.keys[column]}` : this.keys[column]);
          this.write();
        });
        head.append(button);
      });
    }

    makeBox() {
      this.box = made("div", { className: "tz-filter" });
      this.input = made("input", { type: "search", placeholder: "筛选" });
      this.input.setAttribute("aria-label", "筛选下面的表格");
      this.told = made("span");
      this.told.setAttribute("role", "status");
      this.back = made("button", { type: "button", textContent: "全部显示", hidden: true });
      this.box.append(this.input, this.told, this.back);
      const typed = (event) => {
        if (event.isComposing) return;
        this.filter();
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.write(), REST);
      };
      for (const name of ["input", "compositionend"]) this.input.addEventListener(name, typed);
      this.input.addEventListener("change", () => this.write());
      this.back.addEventListener("click", () => {
        this.clear();
        this.input.focus();
      });
      this.heads.forEach((head, column) => {
        if ("choices" in head.dataset) this.list(column);
      });
      if ("entries" in this.element.dataset) this.makeOrder();
      (this.element.closest(".md-typeset__scrollwrap") ?? this.element).before(this.box);
    }

    /** The order to choose where the heads are gone. */
    makeOrder() {
      this.ordering = made("select", { className: "tz-order" });
      this.ordering.setAttribute("aria-label", "排序");
      this.ordering.append(new Option("排序", ""));
      this.heads.forEach((head, column) => {
        if ("plain" in head.dataset) return;
        for (const [sign, way] of [["", "↑"], ["-", "↓"]]) {
          this.ordering.append(new Option(`${this.titles[column]} ${way}`, sign + this.keys[column]));
        }
      });
      this.ordering.addEventListener("change", () => {
        this.sort(this.ordering.value);
        this.write();
      });
      this.told.before(this.ordering);
    }

    /** What stands below the rows of a long table: seen from afar, it brings the next ones. */
    makeMore() {
      this.more = made("button", { type: "button", className: "tz-more" });
      this.more.addEventListener("click", () => this.paint(this.limit + STEP));
      (this.element.closest(".md-typeset__scrollwrap") ?? this.element).after(this.more);
      const near = (seen, watch) => {
        if (!seen.at(-1).isIntersecting) return;
        this.paint(this.limit + STEP);
        watch.unobserve(this.more); // and again: it may still be near
        watch.observe(this.more);
      };
      new IntersectionObserver(near, { rootMargin: "600px" }).observe(this.more);
      addEventListener("beforeprint", () => this.paint(Infinity));
    }

    /** Shows the first rows that stay; where the order is another than the page's, those alone are moved. */
    paint(limit) {
      const more = limit > this.limit; // what stands there already stays where it is
      this.limit = this.more ? limit : Infinity;
      let left = 0;
      const rows = [];
      for (const group of this.ordered) {
        const stood = more && group.shown;
        group.show(group.stays && left < this.limit);
        left += group.stays;
        if (group.shown && !stood) rows.push(...group.rows);
      }
      if (this.moved) this.body.append(...rows);
      if (!this.more) return;
      this.more.hidden = left <= this.limit;
      this.more.textContent = `还有 ${left - this.limit} 行`;
    }

    /** What a column's text is chosen by, made when first asked for. */
    list(column) {
      if (this.lists.has(column)) return this.lists.get(column);
      const list = new Choice(
        this.titles[column],
        () => this.counted(column),
        () => {
          this.filter();
          this.write();
        },
      );
      this.lists.set(column, list);
      this.told.before(list.element);
      return list;
    }

    /** A column's texts in their order, with how many rows hold each. */
    counted(column) {
      const found = new Map();
      for (const group of this.all) {
        const text = group.text(column);
        if (text) found.set(text, { first: found.get(text)?.first ?? group, rows: (found.get(text)?.rows ?? 0) + 1 });
      }
      const firsts = [...found.values()].map(({ first }) => first);
      firsts.sort(comparing(firsts, column, this.heads[column].dataset.type === "num", false));
      return new Map(firsts.map((group) => [group.text(column), found.get(group.text(column)).rows]));
    }

    /** Brings the table to what the address says. */
    restore() {
      const asked = new URLSearchParams(location.search);
      const all = (key) => asked.getAll(`${this.name}.${key}`);
      const of = (key) => all(key).at(-1) ?? "";
      this.sort(of("sort"));
      if (!this.box) return this.paint(STEP);
      this.input.value = of("q");
      this.keys.forEach((key, column) => {
        const texts = all(key).map(flat).filter(Boolean);
        if (texts.length || this.lists.has(column)) this.list(column).set(texts);
      });
      this.filter();
    }

    /** Writes the table's state into the address, all else in it kept. */
    write() {
      clearTimeout(this.timer);
      const asked = new URLSearchParams(location.search);
      for (const key of [...asked.keys()]) if (key.startsWith(`${this.name}.`)) asked.delete(key);
      const note = (key, values) => {
        for (const one of values.filter(Boolean)) asked.append(`${this.name}.${key}`, one);
      };
      note("q", [this.input ? flat(this.input.value) : ""]);
      for (const [column, list] of this.lists) note(this.keys[column], list.chosen);
      note("sort", [this.sorted]);
      const query = String(asked) && `?${asked}`;
      if (query === location.search || !location.protocol.startsWith("http")) return;
      history.replaceState(history.state, "", location.pathname + query + location.hash);
    }

    /** Sorts by a column's key, with a leading "-" downwards; ties, and all where no column is meant, stay as made. */
    sort(asked) {
      const down = asked.startsWith("-");
      const column = this.keys.indexOf(down ? asked.slice(1) : asked);
      const meant = column >= 0 && "sortable" in this.element.dataset && !("plain" in this.heads[column].dataset);
      const wanted = meant ? asked : "";
      if (this.ordering) this.ordering.value = wanted;
      if (wanted === this.sorted) return;
      this.sorted = wanted;
      for (const head of this.heads) head.removeAttribute("aria-sort");
      this.ordered = this.all;
      if (meant) {
        const numeric = this.heads[column].dataset.type === "num";
        this.heads[column].setAttribute("aria-sort", down ? "descending" : "ascending");
        this.ordered = [...this.all].sort(comparing(this.all, column, numeric, down));
      }
      this.moved = true;
      this.paint(STEP);
    }

    /** Keeps the rows that hold all the words and every text that is chosen. */
    filter() {
      const words = folded(this.input.value).split(" ").filter(Boolean);
      const chosen = [...this.lists]
        .filter(([, list]) => list.chosen.length)
        .map(([column, list]) => [column, list.chosen]);
      let left = 0;
      for (const group of this.all) {
        group.stays =
          chosen.every(([column, texts]) => texts.includes(group.text(column))) &&
          words.every((word) => group.words.includes(word));
        left += group.stays;
      }
      this.paint(STEP);
      const filtered = words.length + chosen.length > 0;
      const told = left ? `${left} / ${this.all.length} 行` : "没有符合的行";
      this.told.textContent = filtered ? told : "";
      this.told.dataset.asked = [...chosen.map(([, texts]) => texts.join("、")), ...words].join(" ");
      this.back.hidden = !filtered;
      this.box.hidden = !filtered && this.all.length < FEW && !this.box.contains(document.activeElement);
      this.box.toggleAttribute("data-filtered", filtered);
      const detail = { box: this.box, rows: new Set(this.all.filter((group) => group.stays).map((group) => group.rows[0])) };
      this.element.dispatchEvent(new CustomEvent("filtered", { detail }));
    }

    clear() {
      this.input.value = "";
      for (const list of this.lists.values()) list.set([]);
      this.filter();
      this.write();
    }

    /** Shows what the address points to, if it is in here: filtered away or not, and what it opens into. */
    reveal(target) {
      const group = this.all.find((one) => one.rows.some((row) => row.contains(target)));
      if (!group) return;
      if (!group.stays) this.clear();
      if (!group.shown) this.paint(this.ordered.indexOf(group) + STEP);
      const opener = group.rows[0].querySelector(".tz-opener");
      if (opener) opener.open = true;
      target.scrollIntoView();
    }
  }

  const pointedAt = () => {
    try {
      return document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch {
      return null; // no place is called by what is no text
    }
  };

  const tables = [...document.querySelectorAll("table[data-sortable], table[data-filter]")]
    .filter((element) => element.tHead && element.tBodies.length)
    .map((element, place) => new Table(element, element.id || `t${place + 1}`));

  const reveal = () => {
    const target = pointedAt();
    if (target) for (const table of tables) table.reveal(target);
  };

  delete document.documentElement.dataset.restoring;
  delete document.documentElement.dataset.waiting;
  reveal();
  addEventListener("hashchange", reveal);
  addEventListener("popstate", () => {
    for (const table of tables) table.restore();
  });
})();
