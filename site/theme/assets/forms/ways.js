/* One of several ways to say something (oneOf), and fields under names of one's own (additionalProperties). */
import { holds, resolve } from "./conditions.js";
import { button, el, fresh } from "./dom.js";
import { Field } from "./fields.js";
import { make } from "./make.js";

const typeOf = (value) => (Array.isArray(value) ? "array" : value === null ? "null" : Number.isInteger(value) ? "integer" : typeof value);

export class Ways extends Field {
  constructor(form, schema, place) {
    super(form, schema, place);
    this.ways = this.schema.oneOf.map((one) => resolve(one, form.root));
    const meant = place.value === undefined ? -1 : this.ways.findIndex((one) => this.#means(one, place.value));
    this.choice = el(
      "select",
      { id: this.id },
      el("option", { value: "-1" }, "请选择"),
      this.ways.map((one, at) => el("option", { value: String(at), selected: at === meant }, one.title ?? `第 ${at + 1} 种`)),
    );
    this.within = el("div", { class: "tz-form-within" });
    this.element = el(
      "div",
      { class: "tz-form-field", "data-field": this.key },
      el("label", { class: "tz-form-label", for: this.id }, this.title, this.mark()),
      this.hint({ example: false }),
      el("div", { class: "tz-form-input" }, this.choice),
      this.error,
      this.within,
    );
    this.choice.addEventListener("change", () => {
      this.#take(Number(this.choice.value));
      this.touch();
      this.changed();
    });
    this.#take(meant, place.value);
  }

  #means(way, value) {
    const types = [way.type ?? []].flat();
    const type = typeOf(value);
    const fits = !types.length || types.includes(type) || (type === "integer" && types.includes("number"));
    return fits && holds(way, value, this.form.root);
  }

  #take(at, value) {
    this.inner = at < 0 ? null : make(this.form, this.ways[at], { key: this.key, parent: this, value, required: true });
    this.within.replaceChildren(...(this.inner ? [this.inner.element] : []));
    this.within.hidden = !this.inner;
  }

  get wide() {
    return true;
  }

  /** The inner field stands for this one: pointers pass through it. */
  get items() {
    return undefined;
  }

  child(key) {
    return this.inner?.child(key);
  }

  inputs() {
    return [this.choice];
  }

  read() {
    return this.inner?.read();
  }

  refresh(schemas, required) {
    super.refresh(schemas, required);
    this.inner?.refresh([this.ways[Number(this.choice.value)]], true);
  }

  summary() {
    return this.inner?.summary() ?? "";
  }
}

export class Mapped extends Field {
  constructor(form, schema, place) {
    super(form, schema, place);
    this.pairs = [];
    this.rows = el("ol", { class: "tz-form-list" });
    this.add = button("加一项", () => this.#pair("", undefined).name.focus(), { class: "tz-form-add" });
    this.element = el(
      "fieldset",
      { class: "tz-form-field tz-form-many", "data-field": this.key },
      el("legend", { class: "tz-form-label" }, this.title, this.mark()),
      this.hint({ example: false }),
      this.error,
      this.rows,
      el("p", {}, this.add),
    );
    for (const [name, value] of Object.entries(place.value ?? {})) this.#pair(name, value);
  }

  #pair(name, value) {
    const id = fresh();
    const field = make(this.form, this.schema.additionalProperties, { key: name, parent: this, value, required: true });
    const input = this.listen(el("input", { type: "text", id, autocomplete: "off", spellcheck: "false" }));
    input.value = name;
    const pair = { name: input, field };
    input.addEventListener("input", () => (field.key = input.value));
    const away = button("✕", () => {
      this.pairs.splice(this.pairs.indexOf(pair), 1);
      pair.row.remove();
      this.touch();
      this.changed();
      this.add.focus();
    }, { class: "tz-form-tool", "aria-label": "删去这一项" });
    pair.row = el("li", { class: "tz-form-line" }, el("label", { class: "tz-form-label", for: id }, "名称"), input, field.element, away);
    this.rows.append(pair.row);
    this.pairs.push(pair);
    return pair;
  }

  get wide() {
    return true;
  }

  child(key) {
    return this.pairs.find((one) => one.name.value === key)?.field;
  }

  inputs() {
    return this.pairs.map((one) => one.name);
  }

  read() {
    const said = this.pairs.map(({ name, field }) => [name.value.trim(), field.read()]).filter(([name, value]) => name && value !== undefined);
    return said.length || this.required ? Object.fromEntries(said) : undefined;
  }

  refresh(schemas, required) {
    super.refresh(schemas, required);
    for (const { field } of this.pairs) field.refresh([this.schema.additionalProperties], true);
  }

  summary() {
    return this.pairs.map((one) => one.name.value).join("、");
  }
}
