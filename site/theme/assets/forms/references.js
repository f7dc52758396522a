/* A reference: found by any part of a name or id, kept as the id. */
import { el } from "./dom.js";
import { Field } from "./fields.js";

const MOST = 30;

const wordsOf = (entry) => `${entry.name ?? ""} ${entry.id} ${entry.note ?? ""}`.toLowerCase();

export class Reference extends Field {
  constructor(form, schema, place) {
    super(form, schema, place);
    const given = this.schema["x-ref"];
    this.refers = typeof given === "string" ? given : given.kind;
    this.entries = new Map();
    this.value = this.first;
    this.at = -1;
    this.list = el("ul", { role: "listbox", id: `${this.id}-l`, "aria-label": this.title, hidden: true });
    this.code = el("span", { class: "tz-form-beside" });
    this.input = el("input", {
      type: "text",
      id: this.id,
      name: this.key,
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": this.list.id,
      autocomplete: "off",
      spellcheck: "false",
      placeholder: "",
    });
    this.input.value = this.value ?? "";
    this.element = el(
      "div",
      { class: "tz-form-field tz-form-ref", "data-field": this.key },
      el("label", { class: "tz-form-label", for: this.id }, this.title, this.mark()),
      this.hint({ example: false }),
      this.noted(),
      el("div", { class: "tz-form-input" }, this.input, this.code, this.list),
      this.error,
    );
    this.#listens();
    form.names(this.refers).then((entries) => {
      this.entries = entries;
      if (document.activeElement !== this.input) this.#show();
      const name = entries.get(this.value)?.name;
      for (const note of this.element.querySelectorAll(".tz-form-notes > li")) if (note.textContent === name) note.remove();
      const notes = this.element.querySelector(".tz-form-notes");
      if (notes && !notes.children.length) notes.remove();
      form.named();
    });
  }

  read() {
    return this.value === "" ? undefined : this.value;
  }

  summary() {
    return this.entries.get(this.value)?.name ?? this.value ?? "";
  }

  /** What is typed: an id, the only one of this name, or as it stands. */
  #typed() {
    const text = this.input.value.trim();
    const named = [...this.entries.values()].filter((one) => one.name === text);
    this.value = this.entries.has(text) || named.length !== 1 ? text : named[0].id;
  }

  #show() {
    const entry = this.entries.get(this.value);
    this.input.value = entry ? entry.name || entry.id : (this.value ?? "");
    this.#beside();
  }

  #beside() {
    const entry = this.entries.get(this.value);
    const strange = this.value && this.entries.size && !entry;
    this.code.textContent = strange ? "名单里没有,请核对" : entry && entry.name ? entry.id : "";
    this.code.toggleAttribute("data-strange", Boolean(strange));
  }

  #found() {
    const asked = this.input.value.toLowerCase().split(/\s+/).filter(Boolean);
    const unit = this.form.unit();
    const shown = this.entries.get(this.value)?.name?.toLowerCase() === this.input.value.toLowerCase();
    const all = [...this.entries.values()].filter((one) => shown || asked.every((word) => wordsOf(one).includes(word)));
    const rank = (one) => (one.until ? 2 : 0) + (unit && one.unit && one.unit !== unit ? 1 : 0);
    return all.map((one, at) => [rank(one), at, one]).sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(([, , one]) => one);
  }

  #open() {
    if (!this.entries.size) return;
    const found = this.#found();
    this.shown = found.slice(0, MOST);
    this.at = -1;
    const rows = this.shown.map((one, at) => {
      const about = [one.note, one.until ? `至 ${one.until}` : ""].filter(Boolean).join(" · ");
      const row = el("li", { role: "option", id: `${this.id}-o${at}`, "aria-selected": "false" }, el("span", {}, one.name || one.id), el("small", {}, one.name ? one.id : "", about ? ` ${about}` : ""));
      row.addEventListener("pointerdown", (event) => event.preventDefault());
      row.addEventListener("click", () => this.#choose(at));
      return row;
    });
    const more = found.length > MOST ? `另有 ${found.length - MOST} 个,再写几个字` : found.length ? "" : "没有找到";
    this.list.replaceChildren(...rows, ...(more ? [el("li", { role: "option", "aria-disabled": "true", "aria-selected": "false", "data-more": true }, more)] : []));
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.input.removeAttribute("aria-activedescendant");
  }

  #close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  #step(by) {
    if (this.list.hidden) this.#open();
    if (this.list.hidden || !this.shown.length) return;
    this.at = (this.at + by + this.shown.length + (this.at < 0 && by < 0 ? 1 : 0)) % this.shown.length;
    [...this.list.children].forEach((row, at) => row.setAttribute("aria-selected", String(at === this.at)));
    const row = this.list.children[this.at];
    row.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", row.id);
  }

  #choose(at) {
    this.value = this.shown[at].id;
    this.#show();
    this.#close();
    this.touch();
    this.changed();
  }

  #listens() {
    this.input.addEventListener("input", () => {
      this.#typed();
      this.#beside();
      this.#open();
      this.changed();
    });
    this.input.addEventListener("click", () => this.list.hidden && this.#open());
    this.input.addEventListener("keydown", (event) => {
      const does = {
        ArrowDown: () => this.#step(1),
        ArrowUp: () => this.#step(-1),
        Enter: () => this.at >= 0 && !this.list.hidden && this.#choose(this.at),
        Escape: () => this.#close(),
      }[event.key];
      if (!does) return;
      event.preventDefault();
      does();
    });
    this.input.addEventListener("blur", () => {
      this.#close();
      this.#show();
      this.touch();
    });
    this.input.addEventListener("focus", () => this.input.select());
  }
}
