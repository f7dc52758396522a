/* Lines of a history: chips above them choose by kind, any of several, and a box by words; both stand in the address.

   <div id="history" data-lines> holds <section>s with a heading and a list, each <li data-kinds="A|B"> a line. Chosen are
   lines of any of the kinds: ?history.kind=A&history.kind=B&history.q=words. Without this script all of it is a list. */
(() => {
  "use strict";
  const FEW = 8; // fewer lines need no choice
  const REST = 250; // milliseconds without a key before the address is written
  const folded = (text) => text.replace(/\s+/g, " ").trim().normalize("NFKC").toLowerCase();
  const made = (tag, properties = {}) => Object.assign(document.createElement(tag), properties);

  class Lines {
    constructor(element) {
      this.element = element;
      this.sections = [...element.querySelectorAll("section")];
      this.lines = [...element.querySelectorAll("li[data-kinds]")].map((line) => ({
        line,
        kinds: line.dataset.kinds.split("|"),
      }));
      this.chips = new Map();
      this.make();
      this.restore();
    }

    make() {
      this.box = made("div", { className: "tz-filter tz-chips" });
      this.group = made("div");
      this.group.setAttribute("role", "group");
      this.group.setAttribute("aria-label", "只看哪几种");
      const counted = new Map();
      for (const { kinds } of this.lines) for (const kind of kinds) counted.set(kind, (counted.get(kind) ?? 0) + 1);
      for (const [kind, lines] of [...counted].sort(([, one], [, other]) => other - one)) this.chip(kind, lines);
      this.input = made("input", { type: "search", placeholder: "筛选" });
      this.input.setAttribute("aria-label", "筛选下面的往来");
      this.told = made("span");
      this.told.setAttribute("role", "status");
      this.back = made("button", { type: "button", textContent: "全部显示", hidden: true });
      this.back.addEventListener("click", () => {
        this.set([], "");
        this.write();
        this.input.focus();
      });
      const typed = (event) => {
        if (event.isComposing) return;
        this.show();
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.write(), REST);
      };
      for (const name of ["input", "compositionend"]) this.input.addEventListener(name, typed);
      this.input.addEventListener("change", () => this.write());
      this.box.append(this.group, this.input, this.told, this.back);
      this.element.before(this.box);
    }

    chip(kind, lines) {
      const chip = made("button", { type: "button" });
      chip.append(kind, made("small", { textContent: ` ${lines}` }));
      chip.setAttribute("aria-pressed", "false");
      chip.addEventListener("click", () => {
        chip.setAttribute("aria-pressed", String(chip.getAttribute("aria-pressed") !== "true"));
        this.show();
        this.write();
      });
      this.chips.set(kind, chip);
      this.group.append(chip);
    }

    get chosen() {
      return [...this.chips].filter(([, chip]) => chip.getAttribute("aria-pressed") === "true").map(([kind]) => kind);
    }

    set(kinds, words) {
      for (const [kind, chip] of this.chips) chip.setAttribute("aria-pressed", String(kinds.includes(kind)));
      this.input.value = words;
      this.show();
    }

    restore() {
      const asked = new URLSearchParams(location.search);
      this.set(asked.getAll(`${this.element.id}.kind`), asked.get(`${this.element.id}.q`) ?? "");
    }

    write() {
      clearTimeout(this.timer);
      const asked = new URLSearchParams(location.search);
      for (const key of [...asked.keys()]) if (key.startsWith(`${this.element.id}.`)) asked.delete(key);
      for (const kind of this.chosen) asked.append(`${this.element.id}.kind`, kind);
      const words = this.input.value.trim();
      if (words) asked.append(`${this.element.id}.q`, words);
      const query = String(asked) && `?${asked}`;
      if (query === location.search || !location.protocol.startsWith("http")) return;
      history.replaceState(history.state, "", location.pathname + query + location.hash);
    }

    /** Shows the lines of the kinds chosen that hold all the words, and the months that have any. */
    show() {
      const chosen = this.chosen;
      const words = folded(this.input.value).split(" ").filter(Boolean);
      let left = 0;
      for (const one of this.lines) {
        const held = !words.length || ((one.words ??= folded(one.line.textContent)), words.every((word) => one.words.includes(word)));
        one.line.hidden = !(held && (!chosen.length || one.kinds.some((kind) => chosen.includes(kind))));
        left += !one.line.hidden;
      }
      for (const section of this.sections) section.hidden = !section.querySelector("li:not([hidden])");
      const filtered = chosen.length + words.length > 0;
      this.told.textContent = !filtered ? "" : left ? `${left} / ${this.lines.length} 行` : "没有符合的行";
      this.told.dataset.asked = [...chosen, ...words].join(" ");
      this.back.hidden = !filtered;
      this.box.hidden = !filtered && this.lines.length < FEW && !this.box.contains(document.activeElement);
      this.box.toggleAttribute("data-filtered", filtered);
    }
  }

  const all = [...document.querySelectorAll("[data-lines][id]")].map((element) => new Lines(element));
  addEventListener("popstate", () => {
    for (const lines of all) lines.restore();
  });

  // What the address points to is shown, whatever is chosen.
  const reveal = () => {
    let target = null;
    try {
      target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch {
      return; // no place is called by what is no text
    }
    const lines = target && all.find((one) => one.element.contains(target) && one.element !== target);
    if (!lines) return;
    if (target.closest("[hidden]")) {
      lines.set([], "");
      lines.write();
    }
    target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  reveal();
})();
