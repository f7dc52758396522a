/* Who writes: said once in this browser (me.js), or here; what is known of him fills the form. */
import { button, el } from "./dom.js";
import { Reference } from "./references.js";

const QUESTION = { title: "您是哪位?", description: "选一次,记在这个浏览器里;表单就按您这一周的记录填好。", "x-ref": "person" };

export class Who {
  constructor(page, changed) {
    Object.assign(this, { page, changed, entry: null });
    this.element = el("div", { class: "tz-form-who" });
    this.ready = this.#ready();
  }

  async #ready() {
    this.people = await this.page.names.of("person");
    if (!this.people.size) return;
    const asked = this.page.query.get("person") ?? "";
    this.entry = this.people.get(asked) ?? this.people.get(this.#kept()) ?? null;
    if (this.entry) this.#known();
    else this.#ask();
  }

  #kept() {
    try {
      return __md_get("me")?.id ?? "";
    } catch {
      return "";
    }
  }

  #known() {
    const other = button("换人", () => this.#ask(true), { class: "tz-form-quiet" });
    this.element.replaceChildren(el("p", {}, `${this.entry.name || this.entry.id} 填写。`, other));
  }

  #ask(focus = false) {
    const form = { root: {}, notesAt: () => [], names: (kind) => this.page.names.of(kind), named() {}, unit: () => "", touched() {}, changed: (field) => this.#take(field) };
    const field = new Reference(form, QUESTION, { key: "who", parent: null, value: undefined, required: true });
    this.element.replaceChildren(field.element);
    if (focus) field.input.focus();
  }

  #take(field) {
    const entry = this.people.get(field.read());
    if (!entry || field.input.value !== (entry.name || entry.id)) return;
    this.entry = entry;
    try {
      __md_set("me", { id: entry.id, name: entry.name || entry.id });
    } catch {
      /* nothing may be kept here */
    }
    dispatchEvent(new PageTransitionEvent("pageshow")); // the links to one's own page follow (me.js)
    this.#known();
    this.changed();
  }
}
