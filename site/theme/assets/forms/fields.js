/* One value each: text, numbers, times, choices, yes or no. A field reads as what the record holds, or undefined. */
import { allowed, resolve } from "./conditions.js";
import { button, el, fresh } from "./dom.js";
import { daysOf, INPUTS, now, short } from "./times.js";

const LEVELS = { commercial: "商业信息", personal: "个人信息", pay: "薪酬信息", secret: "涉密" };
export const FEW = 5; // choices that stand side by side
const typesOf = (schema) => [schema.type ?? []].flat();
const shown = (value) => (value === undefined || value === null ? "" : String(value));

/** What every field has: its label and words, its place for messages, and its part of the whole. */
export class Field {
  constructor(form, schema, { key, parent, value, required = false }) {
    Object.assign(this, { form, parent, key, required, first: value, schemas: [schema], schema: resolve(schema, form.root) });
    Object.assign(this, { id: fresh(), touched: false, problems: [] });
    this.title = this.schema.title ?? String(key ?? "");
    this.error = el("p", { class: "tz-form-error", id: `${this.id}-e`, hidden: true });
  }

  get pointer() {
    if (!this.parent) return [];
    const at = this.parent.items?.indexOf(this) ?? -1;
    return [...this.parent.pointer, at < 0 ? this.key : at];
  }

  child() {
    return undefined;
  }

  get empty() {
    return this.read() === undefined;
  }

  get wide() {
    return false;
  }

  /** The words of the schema below the label. */
  hint({ example = true } = {}) {
    const { description = "", examples = [] } = this.schema;
    const such = example && ["string", "number"].includes(typeof examples[0]) ? `例如:${examples[0]}` : "";
    const level = this.schema["x-sensitivity"];
    const tag = level && level !== this.form.level && LEVELS[level] ? el("span", { class: "tz-form-tag" }, LEVELS[level]) : null;
    return el("p", { class: "tz-form-hint", id: `${this.id}-h` }, tag, description, such ? el("span", { class: "tz-form-such" }, such) : null);
  }

  /** What is known already and stands above the field: the notes of the start. */
  noted() {
    const notes = this.form.notesAt(this.pointer);
    return notes.length ? el("ul", { class: "tz-form-notes", id: `${this.id}-n` }, notes.map((note) => el("li", {}, note))) : null;
  }

  get described() {
    return [`${this.id}-h`, `${this.id}-n`, `${this.id}-e`].filter((id) => id.endsWith("-e") || this.element?.querySelector(`#${id}`)).join(" ");
  }

  mark() {
    return el("span", { class: "tz-form-optional", hidden: this.required }, "选填");
  }

  refresh(schemas, required) {
    this.schemas = schemas;
    this.required = required;
    const mark = this.element.querySelector(":scope > .tz-form-label .tz-form-optional");
    if (mark) mark.hidden = required;
    for (const one of this.inputs()) if (!one.hasAttribute("role")) one.setAttribute("aria-required", String(required));
  }

  inputs() {
    return this.input ? [this.input] : [];
  }

  /** Show what is wrong, or nothing. */
  tell(problems) {
    this.problems = problems;
    this.error.replaceChildren(...problems.map((one) => el("span", {}, one.message, one.repair ? el("small", {}, one.repair) : null)));
    this.error.hidden = !problems.length;
    this.element.toggleAttribute("data-wrong", problems.length > 0);
    for (const one of this.inputs()) {
      if (problems.length) one.setAttribute("aria-invalid", "true");
      else one.removeAttribute("aria-invalid");
      one.setAttribute("aria-describedby", this.described);
    }
  }

  reveal() {
    if (this.placed) return this.parent.parent.reveal(); // at the head of its element, to be seen without opening it
    this.parent?.open?.(this);
    return this.parent?.reveal();
  }

  focus() {
    this.reveal();
    this.inputs()[0]?.focus({ preventScroll: true });
    this.element.scrollIntoView({ block: "center" });
  }

  changed() {
    this.form.changed(this);
  }

  touch() {
    if (this.touched) return;
    this.touched = true;
    this.form.touched();
  }

  listen(input) {
    input.addEventListener("input", () => this.changed());
    input.addEventListener("change", () => {
      this.touch();
      this.changed();
    });
    input.addEventListener("blur", () => this.touch());
    return input;
  }

  summary() {
    return short(shown(this.read()));
  }
}

/** A text, a number, an amount or a time in the input that fits it. */
export class Scalar extends Field {
  constructor(form, schema, place) {
    super(form, schema, place);
    const way = this.way();
    this.kind = way && (this.first === undefined || way.fits.test(shown(this.first))) ? way : null;
    this.automatic = Boolean(place.automatic && this.first === undefined);
    this.long = !way && (this.schema.maxLength ?? 0) > 200 && !this.schema.enum;
    const text = this.automatic ? now(form.offset) : shown(this.first);
    this.input = this.listen(this.made(this.kind?.show ? this.kind.show(text) : text));
    this.beside = el("span", { class: "tz-form-beside" });
    this.element = el(
      "div",
      { class: "tz-form-field", "data-field": this.key },
      el("label", { class: "tz-form-label", for: this.id }, this.title, this.mark()),
      this.hint({ example: !this.kind && !this.automatic }),
      this.noted(),
      el("div", { class: "tz-form-input" }, this.input, this.beside),
      this.quick(),
      this.error,
    );
    if (this.automatic) {
      this.input.addEventListener("input", () => {
        this.automatic = false;
        this.about();
      });
    }
    this.about();
  }

  way() {
    const { format, pattern, maxLength } = this.schema;
    if (INPUTS[format]) return INPUTS[format];
    if (!pattern || maxLength) return null;
    const fits = (text) => new RegExp(pattern, "u").test(text);
    if (fits("09:40") && !fits("24:00") && !fits("9") && !fits("a")) return INPUTS.time;
    return fits("2026-10-13") && !fits("2026-10") && !fits("2026-02-41") && !fits("a") ? INPUTS.date : null;
  }

  made(text) {
    const given = { id: this.id, name: this.key, autocomplete: "off", spellcheck: "false" };
    if (!this.long) {
      const numeric = typesOf(this.schema).some((type) => ["integer", "number"].includes(type));
      const mode = typesOf(this.schema).includes("integer") ? "numeric" : (this.schema.minimum ?? 0) < 0 ? "text" : "decimal";
      const one = el("input", { ...given, type: this.kind?.type ?? "text", inputmode: numeric ? mode : null });
      one.value = text;
      if (this.kind) this.#types(one);
      return one;
    }
    const one = el("textarea", { ...given, rows: 3 });
    one.value = text;
    one.addEventListener("input", () => this.grow());
    return one;
  }

  /** A time can be typed and pasted as records write it, in whatever order the browser shows its parts. */
  #types(input) {
    const take = (event, text) => {
      if (!this.kind.fits.test(text)) return false;
      event.preventDefault();
      input.value = this.kind.show ? this.kind.show(text) : text;
      input.dispatchEvent(new Event("input"));
      return true;
    };
    input.addEventListener("paste", (event) => take(event, event.clipboardData.getData("text").trim().replace("T", " ")));
    let typed = "";
    const forget = () => (typed = "");
    for (const name of ["blur", "pointerdown"]) input.addEventListener(name, forget);
    input.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      typed = event.key.length === 1 ? typed + event.key.toUpperCase() : event.key === "Shift" ? typed : "";
      if (!/^[0-9]{4}-/.test(typed)) return;
      event.preventDefault();
      if (take(event, typed)) forget();
      else this.beside.textContent = typed;
    });
  }

  /** A long text's place is as high as the text. */
  grow() {
    if (!this.long || !this.input.scrollHeight) return;
    this.input.style.height = "auto";
    this.input.style.height = `${this.input.scrollHeight + 2}px`;
  }

  /** What the description offers to write where there is nothing to say. */
  quick() {
    const words = this.long ? /没有就写“([^”]{1,20})”/.exec(this.schema.description ?? "")?.[1] : "";
    if (!words) return null;
    const press = () => {
      this.input.value = words;
      this.touch();
      this.changed();
      this.grow();
      this.input.focus();
    };
    return el("p", { class: "tz-form-quick" }, button(words, press, { "aria-label": `${this.title}:${words}` }));
  }

  about() {
    const value = this.automatic ? "" : shown(this.read());
    const week = this.kind === INPUTS.week ? daysOf(value) : "";
    const date = this.kind === INPUTS.date ? short(value).slice(6) : "";
    this.beside.textContent = this.automatic ? "交的时候自动填写" : week || date;
  }

  get wide() {
    return this.long;
  }

  read() {
    if (this.automatic) return this.form.drafting ? undefined : now(this.form.offset);
    const text = this.kind?.read ? this.kind.read(this.input.value) : this.input.value;
    if (this.first !== undefined && text === shown(this.first)) return this.first;
    if (!this.long && text.trim() === "") return undefined;
    if (this.long && text === "") return undefined;
    const types = typesOf(this.schema);
    const whole = /^(0|-?[1-9][0-9]{0,14})$/.test(text.trim());
    if (whole && (types.includes("integer") || types.includes("number"))) return Number(text);
    return types.some((type) => type !== "string") ? text.trim() : text;
  }

  /** In one line; after a day its own moments are a time of day. */
  summary(before = "") {
    const value = shown(this.read());
    const days = this.kind === INPUTS.week ? daysOf(value) : "";
    if (days) return `${value}(${days})`;
    if (before && this.kind === INPUTS.moment && value.slice(5, 10) === before.slice(0, 5)) return `${this.title} ${value.slice(11)}`;
    return before && value && !this.kind && this.schema.pattern && !this.schema.maxLength ? `${this.title} ${value}` : super.summary();
  }

  /** Shown as of this moment, where it is filled in by itself. */
  tick() {
    if (this.automatic) this.input.value = now(this.form.offset).replace(" ", "T");
  }

  changed() {
    this.about();
    super.changed();
  }

  tell(problems) {
    const half = this.input.validity?.badInput ? [{ message: `“${this.title}”没有写完整。` }] : problems;
    super.tell(half);
  }
}

/** One of several: side by side where they are few, else a list that opens. */
export class Choice extends Field {
  constructor(form, schema, place) {
    super(form, schema, place);
    this.options = this.choices();
    this.radios = this.options.length <= FEW;
    this.element = this.radios ? this.group() : this.select();
    this.mean(this.options.map(([value]) => value));
  }

  choices() {
    const { enum: values = [], enumDescriptions: words = [] } = this.schema;
    const listed = values.map((value, at) => [value, words[at] ?? String(value)]);
    const other = this.first !== undefined && !values.includes(this.first) ? [[this.first, String(this.first)]] : [];
    return [...listed, ...other];
  }

  group() {
    this.buttons = this.options.map(([value, words], at) => {
      const one = this.listen(el("input", { type: "radio", name: this.id, id: `${this.id}-${at}` }));
      one.checked = value === this.first;
      return el("label", { for: one.id }, one, el("span", {}, words));
    });
    const clear = button("不填", () => {
      this.choose(-1);
      this.changed();
    });
    this.clear = el("span", { class: "tz-form-clear" }, clear);
    return el(
      "fieldset",
      { class: "tz-form-field tz-form-choice", "data-field": this.key },
      el("legend", { class: "tz-form-label" }, this.title, this.mark()),
      this.hint({ example: false }),
      this.noted(),
      el("div", { class: "tz-form-options" }, this.buttons, this.clear),
      this.error,
    );
  }

  select() {
    this.input = this.listen(el("select", { id: this.id, name: this.key }, el("option", { value: "" }, "请选择")));
    this.options.forEach(([value, words], at) => {
      this.input.append(el("option", { value: String(at), selected: value === this.first }, words));
    });
    return el(
      "div",
      { class: "tz-form-field", "data-field": this.key },
      el("label", { class: "tz-form-label", for: this.id }, this.title, this.mark()),
      this.hint({ example: false }),
      this.noted(),
      el("div", { class: "tz-form-input" }, this.input),
      this.error,
    );
  }

  inputs() {
    return this.radios ? this.buttons.map((one) => one.querySelector("input")) : [this.input];
  }

  chosen() {
    if (!this.radios) return this.input.value === "" ? -1 : Number(this.input.value);
    return this.inputs().findIndex((one) => one.checked);
  }

  /** Choose what stands at a place, or nothing (-1). */
  choose(at) {
    this.inputs().forEach((one, index) => (one.checked = index === at));
  }

  read() {
    return this.options[this.chosen()]?.[0];
  }

  summary() {
    return (this.options[this.chosen()]?.[1] ?? "").split(/[:：,，]/)[0];
  }

  /** Only what the conditions still allow can be chosen. */
  mean(values) {
    const at = this.chosen();
    this.options.forEach(([value], index) => {
      const closed = !values.includes(value) && index !== at;
      if (this.radios) this.buttons[index].hidden = closed;
      else this.input.options[index + 1].disabled = closed;
    });
    if (this.radios) this.clear.hidden = this.required || at < 0;
  }

  refresh(schemas, required) {
    super.refresh(schemas, required);
    this.mean(allowed([{ enum: this.options.map(([value]) => value) }, ...schemas], this.form.root));
  }
}

/** Yes or no. */
export class YesNo extends Choice {
  choices() {
    return [
      [true, "是"],
      [false, "否"],
    ];
  }
}

/** What is only ever confirmed: a box to tick. */
export class Confirm extends Field {
  constructor(form, schema, place) {
    super(form, schema, place);
    this.input = this.listen(el("input", { type: "checkbox", id: this.id, name: this.key }));
    this.input.checked = this.first === true;
    this.element = el(
      "div",
      { class: "tz-form-field tz-form-confirm", "data-field": this.key },
      el("label", { class: "tz-form-label", for: this.id }, this.input, el("span", {}, this.title), this.mark()),
      this.error,
    );
  }

  read() {
    return this.input.checked ? true : undefined;
  }

  summary() {
    return "";
  }
}
