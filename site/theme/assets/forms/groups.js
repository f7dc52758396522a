/* A thing of several fields: what must be said first, what may be said folded below. */
import { requiredIn, under } from "./conditions.js";
import { button, el } from "./dom.js";
import { Confirm, Field } from "./fields.js";
import { make } from "./make.js";

export class Group extends Field {
  constructor(form, schema, place) {
    super(form, schema, place);
    this.given = place.value ?? {};
    this.absent = Boolean(place.parent) && place.value === undefined && !this.required && !place.item;
    this.main = el("div", { class: "tz-form-fields" });
    this.more = el("div", { class: "tz-form-fields" });
    this.folded = el("summary", {}, "还可以填");
    this.fold = el("details", { class: "tz-form-more", hidden: true }, this.folded, this.more);
    this.basic = el("div", { class: "tz-form-fields" });
    this.known = el("summary", {});
    this.basics = el("details", { class: "tz-form-basics", hidden: true }, this.known, this.basic);
    this.fields = new Map();
    this.element = this.#framed(place);
    if (!this.absent) this.#fill();
  }

  #framed({ item, parent }) {
    if (item || !parent) return el("div", { class: "tz-form-group" }, this.error, parent ? null : this.basics, this.main, this.fold);
    this.add = button(`填写${this.title}`, () => this.#present(true), { class: "tz-form-add" });
    this.drop = button("不填了", () => this.#present(false), { class: "tz-form-quiet" });
    this.body = el("div", { class: "tz-form-within" }, this.main, this.fold, el("p", {}, this.drop));
    return el(
      "fieldset",
      { class: "tz-form-field tz-form-part", "data-field": this.key },
      el("legend", { class: "tz-form-label" }, this.title, this.mark()),
      this.hint({ example: false }),
      this.noted(),
      this.error,
      this.add,
      this.body,
    );
  }

  #fill() {
    const schemas = this.form.applied(this.schemas, this.given);
    const needed = requiredIn(schemas);
    const names = new Set(schemas.flatMap((one) => Object.keys(one.properties ?? {})));
    for (const name of names) {
      const value = this.given[name];
      const one = make(this.form, under(schemas, name)[0], { key: name, parent: this, value, required: needed.has(name) });
      this.fields.set(name, one);
    }
    this.#place(needed);
    this.fold.open = this.parent !== null && needed.size === 1 && names.size < 8; // what it is about is in the rest
  }

  #present(there) {
    this.absent = !there;
    if (there) this.#fill();
    else this.#gone();
    this.touch();
    this.form.changed(this);
    if (there) [...this.fields.values()][0]?.focus();
    else this.add.focus();
  }

  #gone() {
    this.absent = true;
    this.asked = false;
    this.fields.clear();
    this.main.replaceChildren();
    this.more.replaceChildren();
    this.given = {};
  }

  get wide() {
    return true;
  }

  child(key) {
    return this.fields.get(key);
  }

  inputs() {
    return [];
  }

  focus() {
    this.reveal();
    const first = [...this.fields.values()][0];
    if (first) first.focus();
    else this.add?.focus();
  }

  open(field) {
    if (this.basics.contains(field.element)) this.basics.open = true;
    if (this.fold.contains(field.element)) this.fold.open = true;
  }

  read() {
    if (this.absent) return undefined;
    const found = {};
    for (const name of new Set([...Object.keys(this.given), ...this.fields.keys()])) {
      const field = this.fields.get(name);
      const value = field ? field.read() : this.given[name]; // what no field shows stays as it is
      if (value !== undefined) found[name] = value;
    }
    return this.#sorted(found);
  }

  /** Fields as the schema lists them; a record that has its own order keeps it. */
  #sorted(found) {
    const order = [...this.fields.keys()];
    const own = Object.keys(this.given).filter((name) => name in found);
    if (!own.length) return Object.fromEntries(order.filter((name) => name in found).map((name) => [name, found[name]]));
    const names = [...own];
    for (const name of order) {
      if (!(name in found) || names.includes(name)) continue;
      const before = order.slice(0, order.indexOf(name)).findLast((one) => names.includes(one));
      names.splice(before === undefined ? 0 : names.indexOf(before) + 1, 0, name);
    }
    return Object.fromEntries(names.map((name) => [name, found[name]]));
  }

  refresh(schemas, required) {
    this.schemas = schemas;
    this.required = required;
    const mark = this.element.querySelector(":scope > .tz-form-label .tz-form-optional");
    if (mark) mark.hidden = required;
    if (this.add) {
      if (required && this.absent) {
        this.absent = false;
        this.asked = true;
        this.#fill();
      } else if (!required && this.asked && [...this.fields.values()].every((one) => one.empty || one.automatic)) {
        this.#gone(); // it was there because it was asked for, and nothing was said
      }
      this.add.hidden = !this.absent;
      this.body.hidden = this.absent;
      this.drop.hidden = required;
    }
    if (this.absent) return;
    const all = this.form.applied(schemas, this.read());
    const needed = requiredIn(all);
    for (const [name, field] of this.fields) field.refresh(under(all, name), needed.has(name));
    this.#place(needed);
  }

  /** Each field where it belongs now: one that has the focus or says something stays where it is. */
  #place(needed) {
    const last = new Map();
    for (const [name, field] of this.fields) {
      if (field.placed) continue; // a list shows it at the head of its element
      const was = field.element.parentNode;
      const busy = was && (field.element.contains(document.activeElement) || (was === this.main && !field.empty));
      const asked = needed.has(name) || (!was && !field.empty) ? this.main : busy ? was : this.more;
      const where = !this.parent && this.form.basics.has(name) ? this.basic : asked;
      if (was !== where) where.insertBefore(field.element, last.has(where) ? last.get(where).nextSibling : where.firstChild);
      field.element.toggleAttribute("data-wide", field.wide);
      last.set(where, field.element);
    }
    this.fold.hidden = !this.more.children.length;
    const titles = [...this.fields.values()].filter((one) => one.element.parentNode === this.more).map((one) => one.title);
    this.folded.textContent = `还可以填:${titles.slice(0, 4).join("、")}${titles.length > 4 ? `等 ${titles.length} 项` : ""}`;
    const full = [...this.fields.values()].filter((one) => one.element.parentNode === this.more && !one.empty).length;
    this.folded.toggleAttribute("data-filled", full > 0);
  }

  /** What is known of whose record it is and of when, in one line. */
  tellBasics() {
    const fields = [...this.fields.values()].filter((one) => one.element.parentNode === this.basic);
    this.basics.hidden = !fields.length;
    const words = fields.map((one) => (one.automatic ? "" : one.summary())).filter(Boolean);
    this.known.replaceChildren(el("span", {}, words.join(" · ") || "先写这几项"), el("small", {}, "改"));
    return fields.every((one) => !one.empty);
  }

  /** The box that confirms this thing, if there is one. */
  get confirm() {
    return [...this.fields.values()].find((one) => one instanceof Confirm && one.required);
  }

  summary() {
    const told = [];
    for (const field of this.fields.values()) {
      const words = field instanceof Group || field.placed ? "" : field.summary(told[0]);
      if (words) told.push(words.length > 24 ? `${words.slice(0, 23)}…` : words);
      if (told.length === 4) break;
    }
    return told.join(" · ");
  }
}
