/* The form as a whole: its fields made from a schema and a value, what is wrong with them, what stands in its file. */
import { applied } from "./conditions.js";
import { make } from "./make.js";
import { notesOf } from "./words.js";
import { rearranged } from "./yaml.js";

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** Where a record lies, by what it says; null while that is not known. */
export const pathOf = (template, root, value) => {
  let whole = true;
  const path = template.replace(/\{([a-z_]+)(?::([0-9]+))?\}/g, (_all, name, count) => {
    const said = value[name];
    const text = said === undefined || said === null ? "" : String(said);
    if (!/^[A-Za-z0-9][A-Za-z0-9-]*$/.test(text)) whole = false;
    return count ? text.slice(0, Number(count)) : text;
  });
  return whole ? `${root}/${path}` : null;
};

/** The fields that a path is made of. */
export const inPath = (template) => [...template.matchAll(/\{([a-z_]+)/g)].map(([, name]) => name);

export class Whole {
  constructor({ data, check, names, offset, told }) {
    Object.assign(this, { data, check, names, offset, told, root: data.schema, level: data.schema["x-sensitivity"] });
    Object.assign(this, { notes: [], offers: [], everything: false, drafting: false, problems: [], wrong: new Set() });
    this.existing = false;
  }

  /** Everything anew from a value. */
  start(value, { notes = [], offers = [], existing = false, shown = false } = {}) {
    Object.assign(this, { notes, offers, existing, everything: false, wrong: new Set() });
    const named = new Set([...inPath(this.data.template), "person", "unit", "submitted_at"]);
    const scalar = (name) => !["array", "object"].includes(this.root.properties[name]?.type);
    this.basics = new Set((this.root.required ?? []).filter((name) => named.has(name) && scalar(name)));
    this.top = make(this, this.root, { key: "", parent: null, value, required: true });
    this.notes = [];
    this.changed();
    this.top.basics.open = !this.top.tellBasics() || shown;
    return this.top.element;
  }

  applied(schemas, value) {
    return applied(schemas, value, this.root);
  }

  /** Notes that hold while `does` makes fields. */
  noting(notes, does) {
    this.notes = notes;
    const made = does();
    this.notes = [];
    return made;
  }

  notesAt(pointer) {
    return this.notes.filter((note) => same(note.at, pointer)).flatMap(notesOf);
  }

  offersAt(pointer) {
    return this.offers.filter((one) => same(one.at, pointer));
  }

  /** Whether a field says when something was written: handed in it is now, begun it was when its line was made. */
  automatic(place) {
    if (place.value !== undefined || !place.parent || !place.required) return false;
    const pattern = [...place.parent.pointer, place.key].map((step) => (typeof step === "number" ? "*" : step)).join("/");
    return (this.data.now ?? []).includes(pattern) && (place.parent.parent !== null || !this.existing);
  }

  unit() {
    return this.top?.child("unit")?.read();
  }

  get value() {
    return this.top.read() ?? {};
  }

  /** What is kept of it: without what fills itself in. */
  get draft() {
    this.drafting = true;
    const value = this.value;
    this.drafting = false;
    return value;
  }

  get path() {
    return pathOf(this.data.template, this.data.root, this.value);
  }

  /** The record that is there already, where this one would lie: {id, open}; `own` is the path of the one being changed. */
  there(own) {
    const path = this.path;
    if (!path || path === own) return null;
    const id = path.replace(/^records\//, "").replace(/\.yaml$/, "").replaceAll("/", ".");
    const { open, closed } = this.data.taken;
    return open.includes(id) ? { id, open: true } : closed.includes(id) ? { id, open: false } : null;
  }

  /** The record's comments, where what they are about stands now. */
  comments(given) {
    let found = given;
    const walk = (field) => {
      if (field.items && found.length) found = rearranged(found, field.pointer, field.items.map((one) => one.was));
      for (const one of field.items ?? field.fields?.values() ?? []) walk(one);
    };
    walk(this.top);
    return found;
  }

  named() {
    if (this.top) this.#tellWords();
  }

  touched() {
    this.#tell();
  }

  changed() {
    if (!this.top) return;
    this.top.refresh([this.root], true);
    this.problems = this.check(this.value);
    this.#tell();
    this.told();
  }

  /** From now on everything that is wrong is told; what is wrong. */
  checkAll() {
    this.everything = true;
    this.changed();
    return this.shown;
  }

  #fieldOf(problem) {
    let field = this.top;
    for (const step of problem.missing ? [...problem.pointer, problem.missing] : problem.pointer) {
      const next = field.child(step);
      if (!next) break;
      field = next;
    }
    return field;
  }

  #tell() {
    const found = new Map();
    this.shown = [];
    for (const problem of this.problems) {
      const field = this.#fieldOf(problem);
      const message = problem.missing ? `“${field.title}”还没有填写。` : problem.message;
      const told = { ...problem, message, repair: problem.missing ? "" : problem.repair, field };
      this.shown.push(told);
      if (!this.everything && !field.touched) continue;
      found.set(field, [...(found.get(field) ?? []), told]);
    }
    for (const field of this.wrong) if (!found.has(field)) field.tell([]);
    for (const [field, problems] of found) field.tell(problems);
    this.wrong = new Set(found.keys());
    this.#tellWords();
  }

  #tellWords() {
    this.top.tellBasics();
    const walk = (field) => {
      for (const one of field.items ?? field.fields?.values() ?? []) walk(one);
      field.told?.();
    };
    walk(this.top);
  }

  grow() {
    const walk = (field) => {
      field.grow?.();
      for (const one of field.items ?? field.fields?.values() ?? []) walk(one);
    };
    if (this.top) walk(this.top);
  }

  tick() {
    const walk = (field) => {
      field.tick?.();
      for (const one of field.items ?? field.fields?.values() ?? []) walk(one);
    };
    walk(this.top);
  }
}
