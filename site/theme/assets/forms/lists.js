/* Lists: of things with fields of their own as cards, of plain values as lines, of choices as boxes. */
import { allowed, itemsOf, resolve } from "./conditions.js";
import { button, el, fresh } from "./dom.js";
import { Field } from "./fields.js";
import { Group } from "./groups.js";
import { make } from "./make.js";
import { Reference } from "./references.js";
import { rollOf } from "./roll.js";

export class List extends Field {
  constructor(form, schema, place) {
    super(form, schema, place);
    this.given = place.value;
    this.item = resolve(this.schema.items ?? {}, form.root);
    this.called = this.item.title ?? this.title;
    this.items = [];
    this.roll = rollOf(this.item, form.root);
    this.rest = button("", () => this.#choose(), { class: "tz-form-quiet", hidden: true });
    this.rows = el("ol", { class: "tz-form-list" });
    this.none = el("p", { class: "tz-form-none" }, "还没有");
    this.said = el("p", { class: "tz-form-said", role: "status" });
    this.counted = el("span", { class: "tz-form-count" });
    this.add = button(this.called.startsWith("一") ? `加${this.called}` : `加一项:${this.called}`, () => this.append(), { class: "tz-form-add" });
    this.offered = el("div", { class: "tz-form-offers", hidden: true });
    this.element = el(
      "fieldset",
      { class: "tz-form-field tz-form-many", "data-field": this.key },
      el("legend", { class: "tz-form-label" }, this.title, this.counted, this.mark()),
      this.hint({ example: false }),
      this.noted(),
      this.error,
      this.rows,
      this.none,
      this.said,
      this.offered,
      el("p", {}, this.rest),
      el("p", {}, this.add),
    );
    for (const [at, value] of (this.given ?? []).entries()) this.#row(value).was = at;
    this.#offers();
    this.#tell();
    if (this.roll?.hint) this.rows.before(el("p", { class: "tz-form-hint" }, this.roll.hint));
    if (this.items.some((one) => one.confirm)) {
      const words = "逐行核对:对的打勾;不对的点开改好再打勾,没有的事删去。";
      this.rows.before(el("p", { class: "tz-form-hint" }, words));
    }
  }

  /** A line of the list: its field with what moves and removes it. */
  #row(value, fresh_ = false) {
    const schemas = itemsOf(this.form.applied(this.schemas, this.given ?? []));
    const one = make(this.form, schemas[0], { key: this.items.length, parent: this, value, item: true, required: true });
    this.items.push(one);
    one.row = one instanceof Group ? this.#card(one, fresh_) : this.#line(one);
    this.rows.append(one.row);
    return one;
  }

  #tools(one) {
    const tool = (words, does) => button(words, does, { class: "tz-form-tool" });
    one.up = tool("上移", () => this.#move(one, -1));
    one.down = tool("下移", () => this.#move(one, 1));
    one.away = tool("删去", () => this.#remove(one));
    return el("p", { class: "tz-form-tools" }, one.up, one.down, one.away);
  }

  #card(one, open) {
    const id = fresh();
    const noted = [...one.fields.values()].some((field) => !field.placed && !(field instanceof Reference) && field.element.querySelector(".tz-form-notes"));
    one.words = el("span", { class: "tz-form-words" });
    one.wrong = el("span", { class: "tz-form-wrongs", hidden: true });
    one.head = button("", () => this.#toggle(one), { class: "tz-form-head", "aria-controls": id });
    one.head.append(one.words, one.wrong);
    one.within = el("div", { class: "tz-form-within", id }, one.element);
    const box = one.confirm;
    if (box) {
      box.placed = true;
      box.element.classList.add("tz-form-tick");
    }
    one.tap = this.roll ? one.fields.get(this.roll.tap) : null;
    if (one.tap) {
      one.tap.placed = true;
      one.tap.element.classList.add("tz-form-tap");
      one.tap.element.querySelector(".tz-form-label").classList.add("tz-form-away");
      one.tap.element.querySelector(".tz-form-hint")?.remove();
      one.fields.get(this.roll.who).element.classList.add("tz-form-known");
    }
    const complete = whole(one) && !noted;
    this.#toggle(one, open || !complete);
    one.within.append(this.#tools(one));
    const top = el("div", { class: "tz-form-top" }, box?.element, one.head, one.tap?.element);
    return el("li", { class: "tz-form-card" }, top, box?.error, one.tap?.error, one.within);
  }

  /** A row of a roll shows what its choice asks for besides, without being opened. */
  #within(one) {
    const who = one.tap && one.fields.get(this.roll.who).element;
    const asks = one.tap && [...one.main.children].some((child) => child !== who);
    one.within.hidden = !one.opened && !asks;
    one.within.toggleAttribute("data-part", !one.opened);
  }

  /** Those that nothing was said of yet are as usual; only on asking, and taken back as quickly. */
  #choose() {
    const left = this.items.filter((one) => one.tap?.empty);
    const take = (at) => {
      for (const one of left) one.tap.choose(at);
      this.#after();
    };
    const back = () => {
      this.said.replaceChildren();
      take(-1);
      this.rest.focus();
    };
    take(0);
    const undo = button("撤销", back, { class: "tz-form-quiet" });
    this.said.replaceChildren(`${left.length} 个选了“${this.roll.usual}”。`, undo);
    undo.focus();
  }

  #line(one) {
    const label = one.element.querySelector(".tz-form-label");
    label?.classList.add("tz-form-away");
    one.element.querySelector(".tz-form-hint")?.remove();
    return el("li", { class: "tz-form-line" }, one.element, this.#tools(one));
  }

  #toggle(one, open = !one.opened) {
    one.opened = open;
    this.#within(one);
    one.head.setAttribute("aria-expanded", String(open));
    if (open) this.form.grow();
  }

  open(one) {
    if (one.within) this.#toggle(one, true);
  }

  append(value, notes = []) {
    const at = [...this.pointer, this.items.length];
    const one = this.form.noting(notes.map((note) => ({ ...note, at: [...at, ...note.at] })), () => this.#row(value, true));
    this.said.replaceChildren();
    this.form.changed(this);
    const first = one.within ? [...one.fields.values()].find((field) => field.empty && field.element.parentNode === one.main) : one;
    (first ?? one).focus();
    return one;
  }

  #remove(one) {
    const at = this.items.indexOf(one);
    const kept = one.read();
    this.items.splice(at, 1);
    one.row.remove();
    const back = () => {
      const again = this.#row(kept);
      again.was = one.was;
      this.items.splice(this.items.indexOf(again), 1);
      this.items.splice(at, 0, again);
      this.rows.insertBefore(again.row, this.rows.children[at] ?? null);
      this.said.replaceChildren();
      this.#after();
      again.focus();
    };
    const words = one.summary();
    this.said.replaceChildren(`已删去${words ? `“${words}”` : "一项"}。`, button("撤销", back, { class: "tz-form-quiet" }));
    this.#after();
    const next = this.items[at] ?? this.items[at - 1];
    (next?.head ?? next?.away ?? this.add).focus();
  }

  #move(one, by) {
    const at = this.items.indexOf(one);
    const to = at + by;
    if (to < 0 || to >= this.items.length) return;
    this.items.splice(at, 1);
    this.items.splice(to, 0, one);
    this.rows.insertBefore(one.row, by < 0 ? this.rows.children[to] : this.rows.children[to].nextSibling);
    this.#after();
    (by < 0 ? one.up : one.down).focus();
    if (document.activeElement?.disabled !== false) (by < 0 ? one.down : one.up).focus();
  }

  #after() {
    this.touch();
    this.form.changed(this);
  }

  /** What is known to choose elements from. */
  #offers() {
    const offers = this.form.offersAt(this.pointer);
    if (!offers.length) return;
    const buttons = offers.map(({ value, notes = [] }) => {
      const words = notes.map((note) => note.beside).find(Boolean) ?? Object.values(value).join(" ");
      const one = button(words, () => {
        one.hidden = true;
        this.append(value, notes);
      });
      return one;
    });
    this.offered.append(el("p", { class: "tz-form-hint" }, "点一下加进来:"), el("div", {}, buttons));
    this.offered.hidden = false;
  }

  #tell() {
    this.none.hidden = this.items.length > 0;
    for (const [at, one] of this.items.entries()) {
      one.up.disabled = at === 0;
      one.down.disabled = at === this.items.length - 1;
      one.up.hidden = one.down.hidden = this.items.length < 2;
      const words = one.summary();
      const verbs = [
        [one.up, "上移"],
        [one.down, "下移"],
        [one.away, "删去"],
      ];
      for (const [tool, verb] of verbs) {
        tool.setAttribute("aria-label", `${verb}第 ${at + 1} 项`);
      }
      if (!one.words) continue;
      one.words.textContent = words || `第 ${at + 1} 项(还没有写)`;
      if (one.tap) {
        this.#within(one);
        one.tap.element.querySelector(".tz-form-label").firstChild.textContent = `${words}:${one.tap.title}`;
      }
      const box = one.confirm;
      if (box) one.row.toggleAttribute("data-confirmed", !box.empty);
      if (box) box.input.setAttribute("aria-label", `${box.title}:${words}`);
      const wrong = [...one.row.querySelectorAll(".tz-form-error:not([hidden])")].length;
      one.wrong.textContent = wrong ? `${wrong} 处要改` : "";
      one.wrong.hidden = !wrong;
    }
    const boxes = this.items.map((one) => one.confirm).filter(Boolean);
    const done = boxes.filter((box) => !box.empty).length;
    const taps = this.items.map((one) => one.tap).filter(Boolean);
    const left = taps.filter((tap) => tap.empty).length;
    const counted = taps.length ? `已填 ${taps.length - left} / ${taps.length}` : this.items.length ? `${this.items.length} 项` : "";
    this.counted.textContent = boxes.length ? `已确认 ${done} / ${boxes.length}` : counted;
    this.rest.hidden = !this.roll?.usual || left < 2;
    this.rest.textContent = `其余 ${left} 个都选“${this.roll?.usual}”`;
    const most = this.schema.maxItems;
    this.add.disabled = most !== undefined && this.items.length >= most;
  }

  get wide() {
    return true;
  }

  /** The element that the value counts as its `key`th: lines without a value are none. */
  child(key) {
    return this.items.filter((one) => one.within || !one.empty)[key];
  }

  inputs() {
    return [];
  }

  focus() {
    this.reveal();
    this.add.focus({ preventScroll: true });
    this.element.scrollIntoView({ block: "nearest" });
  }

  get empty() {
    return !this.items.length;
  }

  read() {
    const values = this.items.map((one) => one.read()).filter((value) => value !== undefined);
    return values.length || this.required || this.given ? values : undefined;
  }

  refresh(schemas, required) {
    this.schemas = schemas;
    this.required = required;
    const mark = this.element.querySelector(":scope > .tz-form-label .tz-form-optional");
    if (mark) mark.hidden = required;
    const inner = itemsOf(this.form.applied(schemas, this.read() ?? []));
    for (const one of this.items) one.refresh(inner, true);
    this.#tell();
  }

  tell(problems) {
    super.tell(problems);
    this.#tell();
  }

  told() {
    this.#tell();
  }

  summary() {
    return this.items.length ? `${this.title} ${this.items.length} 项` : "";
  }
}

const whole = (one) => {
  const needed = [...one.fields.values()].filter((field) => field.required && !field.placed);
  return needed.length > 0 && needed.every((field) => !field.empty);
};

/** Several of a few choices, each once. */
export class Checks extends Field {
  constructor(form, schema, place) {
    super(form, schema, place);
    this.given = place.value;
    const { enum: values = [], enumDescriptions: words = [] } = resolve(this.schema.items, form.root);
    const strange = (this.given ?? []).filter((value) => !values.includes(value));
    this.options = [...values, ...strange];
    this.boxes = this.options.map((value, at) => {
      const box = this.listen(el("input", { type: "checkbox", id: `${this.id}-${at}`, name: this.key }));
      box.checked = (this.given ?? []).includes(value);
      return el("label", { for: box.id }, box, el("span", {}, words[at] ?? String(value)));
    });
    this.element = el(
      "fieldset",
      { class: "tz-form-field tz-form-choice", "data-field": this.key },
      el("legend", { class: "tz-form-label" }, this.title, this.mark()),
      this.hint({ example: false }),
      this.noted(),
      el("div", { class: "tz-form-options" }, this.boxes),
      this.error,
    );
  }

  inputs() {
    return this.boxes.map((one) => one.querySelector("input"));
  }

  read() {
    const chosen = this.options.filter((_, at) => this.inputs()[at].checked);
    const kept = (this.given ?? []).filter((value) => chosen.includes(value));
    const values = [...kept, ...chosen.filter((value) => !kept.includes(value))];
    return values.length || this.required ? values : undefined;
  }

  get empty() {
    return !this.inputs().some((one) => one.checked);
  }

  refresh(schemas, required) {
    super.refresh(schemas, required);
    const still = allowed([{ enum: this.options }, ...itemsOf(schemas)], this.form.root);
    this.boxes.forEach((one, at) => (one.hidden = !still.includes(this.options[at]) && !this.inputs()[at].checked));
  }

  summary() {
    return this.boxes.filter((one, at) => this.inputs()[at].checked).map((one) => one.textContent.split(/[:：,，]/)[0]).join("、");
  }
}
