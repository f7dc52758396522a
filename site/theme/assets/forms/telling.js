/* Faults of the schema as told troubles {rule, pointer, value, values}: the same choices as `taizhang check` makes
   (scripts/taizhang/records/schema_errors.py). All Chinese comes with `catalogue` (data/sentences.json). */

import { resolved, same } from "./keywords.js";
import { nearest } from "./near.js";
import { fieldsOf, patternKey } from "./paths.js";

const CLOSE = 0.7;
const CLOSE_TO_MISSING = 0.55; // how alike a misspelt field is to one that is missing
const TELLING = ["type", "const", "enum", "maxLength", "pattern", "minLength", "format", "minimum", "maximum"];
const INTEGER = /^(?:0|-?[1-9][0-9]{0,17})$/;
const WORDS = ["", "~", "null", "true", "false"];

const scalar = (value) => typeof value === "string" || typeof value === "boolean" || Number.isInteger(value);

/** A value as people read it in a sentence; a text that would be read as a number or word stands in quotes. */
function shown(value) {
  if (typeof value === "string") return INTEGER.test(value) || WORDS.includes(value) ? `"${value}"` : value;
  return typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);
}

/** Of several ways to write a value only the faults of the one that came nearest. */
function flattened(faults) {
  return faults.flatMap((fault) => {
    if (fault.branches === undefined) return [fault];
    let best = null;
    for (const branch of fault.branches) {
      const far = distance(branch, fault.pointer.length);
      if (best === null || far < best.far) best = { far, branch };
    }
    return flattened(best.branch);
  });
}

/** How far a way is from the value: missing and foreign fields and wrong constants say that another was meant. */
function distance(branch, depth) {
  let foreign = 0;
  for (const fault of branch) {
    const below = fault.pointer.length - depth;
    if (fault.keyword === "additionalProperties") foreign += foreignOf(fault).length;
    else if (["required", "const"].includes(fault.keyword) && below <= 1) foreign += 1;
    else if (fault.keyword === "type" && below === 0) foreign += 100;
  }
  return foreign * 1e6 + branch.length;
}

const foreignOf = ({ instance, schema }) =>
  Object.keys(instance).filter((name) => !Object.hasOwn(schema.properties ?? {}, name));

/** Tells a record's faults: made once for a kind. */
export class Teller {
  constructor(root, catalogue) {
    this.root = root;
    this.words = catalogue.words;
    this.types = catalogue.types;
    this.yes = new Set(catalogue.yes);
    this.no = new Set(catalogue.no);
    this.listOf = (names) => names.join(this.words.and);
    this.fields = new Map([[patternKey([]), [root]]]);
    this.titles = new Map();
    for (const [pattern, field] of fieldsOf(root, root, resolved)) {
      const key = patternKey(pattern);
      this.fields.set(key, [...(this.fields.get(key) ?? []), field]);
      if (field.title !== undefined) this.titles.set(key, field.title);
    }
  }

  /** Each fault, told; of several about one plain value only the most telling. */
  *tell(found) {
    const faults = flattened(found);
    const best = new Map();
    const meant = new Set();
    for (const fault of faults) {
      const [at, rank] = [JSON.stringify(fault.pointer), TELLING.indexOf(fault.keyword)];
      if (rank >= 0) best.set(at, Math.min(rank, best.get(at) ?? rank));
      if (fault.keyword !== "additionalProperties") continue;
      for (const guess of this.guesses(fault).values()) meant.add(JSON.stringify([fault.pointer, guess]));
    }
    for (const fault of faults) {
      if (fault.keyword === "required" && meant.has(JSON.stringify([fault.pointer, fault.missing]))) continue;
      const rank = TELLING.indexOf(fault.keyword);
      if (rank >= 0 && rank !== best.get(JSON.stringify(fault.pointer))) continue;
      const teller = Object.hasOwn(TELLERS, fault.keyword) ? TELLERS[fault.keyword] : other;
      yield* teller(this, fault);
    }
  }

  /** What is declared of the field at a pointer, in the branch that a fault is of. */
  field(pointer, fault) {
    const declared = this.fields.get(patternKey(pointer)) ?? [{}];
    return (fault && declared.find((field) => same(field[fault.keyword], fault.wanted))) ?? declared[0];
  }

  /** How a sentence calls a field: its title or that of what it lies in, else its key. */
  title(fault) {
    for (let length = fault.pointer.length; length > 0; length -= 1) {
      const title = this.field(fault.pointer.slice(0, length), fault).title;
      if (title) return title;
      if (typeof fault.pointer[length - 1] === "string") return fault.pointer[length - 1];
    }
    return this.words.record;
  }

  /** How a sentence about a declared field calls it. */
  titleAt(pointer) {
    return this.titles.get(patternKey(pointer)) ?? String(pointer.at(-1));
  }

  /** What could stand there instead. */
  example(fault) {
    return this.sample({ ...fault.schema, ...this.field(fault.pointer, fault) });
  }

  sample(field) {
    for (const example of field.examples ?? []) {
      if (!scalar(example)) continue;
      return field.type === "string" || typeof example === "boolean" ? shown(example) : String(example);
    }
    if (field.type === "array") return field.minItems ? this.words.listBegun : this.words.listEmpty;
    const named = field.required?.length || Object.keys(field.properties ?? {}).length;
    return named ? this.words.objectBegun : "…";
  }

  /** For each field that is not known, the one that is meant, or "". */
  guesses(fault) {
    const known = fault.schema.properties ?? {};
    const free = this.free(fault);
    const missing = (fault.schema.required ?? []).filter((name) => free.includes(name));
    const titled = (name) => free.find((key) => resolved(known[key], this.root).title === name);
    const guess = (name) => titled(name) ?? (nearest(name, missing, CLOSE_TO_MISSING) || nearest(name, free, CLOSE));
    return new Map(foreignOf(fault).map((name) => [name, guess(name)]));
  }

  /** The fields that may still be written beside those that are there. */
  free({ instance, schema }) {
    return Object.keys(schema.properties ?? {}).filter((name) => !Object.hasOwn(instance, name));
  }
}

function* required(teller, fault) {
  const declared = fault.schema.properties ?? {};
  const name = fault.missing;
  const known = Object.hasOwn(declared, name);
  const field = known ? resolved(declared[name], teller.root) : teller.field([...fault.pointer, name]);
  const values = { name, title: field.title ?? name, example: teller.sample(field) };
  yield { rule: "schema.required", pointer: fault.pointer, missing: name, value: "", values };
}

function* additional(teller, fault) {
  const options = teller.listOf(teller.free(fault)) || teller.words.complete;
  for (const [name, guess] of teller.guesses(fault)) {
    let rule = guess ? "schema.unknown-field-near" : "schema.unknown-field";
    if (fault.instance[name] === null && !guess && /[^\0-\x7f]/.test(name)) rule = "schema.comma-cut";
    yield { rule, pointer: [...fault.pointer, name], atKey: true, value: name, values: { guess, options } };
  }
}

function* type(teller, fault) {
  const { instance, pointer } = fault;
  const wanted = [fault.wanted].flat();
  const values = { title: teller.title(fault), example: teller.example(fault) };
  values.wanted = wanted.map((name) => teller.types[name]).join(teller.words.or);
  const written = shown(instance);
  if (instance === null) {
    const needed = pointer.length && (teller.field(pointer.slice(0, -1)).required ?? []).includes(pointer.at(-1));
    yield { rule: needed ? "schema.empty-required" : "schema.empty", pointer, value: "", values };
  } else if (wanted.includes("string") && (Number.isInteger(instance) || typeof instance === "boolean")) {
    yield { rule: "schema.quote", pointer, value: written, values };
  } else if (same(wanted, ["boolean"])) {
    const said = scalar(instance) ? String(instance).trim().toLowerCase() : "";
    const guess = teller.yes.has(said) ? "true" : teller.no.has(said) ? "false" : teller.words.yesOrNo;
    yield { rule: "schema.boolean", pointer, value: written, values: { ...values, guess } };
  } else if (same(wanted, ["array"]) || same(wanted, ["object"])) {
    const options = teller.listOf(Object.keys(teller.field(pointer).properties ?? {})) || teller.words.asDescribed;
    const rule = wanted[0] === "array" ? "schema.list" : "schema.object";
    yield { rule, pointer, value: written, values: { ...values, options } };
  } else {
    yield { rule: "schema.type", pointer, value: written, values };
  }
}

function* choice(teller, fault) {
  const options = fault.wanted.map(shown);
  const described = fault.schema.enumDescriptions ?? [];
  const descriptions = described.length ? described : (teller.field(fault.pointer, fault).enumDescriptions ?? []);
  const labels = new Map(options.slice(0, descriptions.length).map((option, at) => [option, descriptions[at]]));
  const written = shown(fault.instance);
  const byCase = options.find((option) => option.toLowerCase() === written.toLowerCase());
  const byLabel = options.find((option) => written && labels.get(option)?.startsWith(written));
  const guess = byCase ?? byLabel ?? nearest(written, options);
  const listed = teller.listOf(options.map((option) => (labels.get(option) ? `${option}(${labels.get(option)})` : option)));
  const values = { title: teller.title(fault), options: listed, guess };
  yield { rule: guess ? "schema.enum-near" : "schema.enum", pointer: fault.pointer, value: written, values };
}

function* constant(teller, fault) {
  const values = { title: teller.title(fault), limit: shown(fault.wanted) };
  yield { rule: "schema.const", pointer: fault.pointer, value: shown(fault.instance), values };
}

function* pattern(teller, fault) {
  const [title, example] = [teller.title(fault), teller.example(fault)];
  const { pointer, instance } = fault;
  if (fault.inNames) {
    yield { rule: "schema.field-name", pointer: [...pointer, instance], atKey: true, value: instance, values: { title } };
  } else if (instance === "") {
    yield { rule: "schema.blank", pointer, value: "", values: { title, example } };
  } else {
    const declared = teller.field(pointer, fault).patternErrorMessage;
    const hint = declared || (fault.schema.patternErrorMessage ?? "");
    yield { rule: "schema.pattern", pointer, value: instance, values: { title, hint, example } };
  }
}

function* format(teller, fault) {
  const values = { title: teller.title(fault), example: teller.example(fault) };
  yield { rule: "schema.format", pointer: fault.pointer, value: shown(fault.instance), values };
}

/** The elements that stood there before. */
function* repeated(teller, fault) {
  for (const [index, element] of fault.instance.entries()) {
    if (!fault.instance.slice(0, index).some((before) => same(before, element))) continue;
    const value = typeof element === "string" ? element : shown(element);
    const pointer = [...fault.pointer, index];
    yield { rule: "schema.repeated", pointer, value, values: { title: teller.title(fault) } };
  }
}

const limited = (rule) =>
  function* told(teller, fault) {
    const values = { title: teller.title(fault), limit: fault.wanted };
    yield { rule, pointer: fault.pointer, value: shown(fault.instance), values };
  };

function* other(teller, fault) {
  const values = { title: teller.title(fault), keyword: fault.keyword };
  yield { rule: "schema.other", pointer: fault.pointer, value: shown(fault.instance), values };
}

const TELLERS = {
  required,
  additionalProperties: additional,
  type,
  enum: choice,
  const: constant,
  pattern,
  format,
  uniqueItems: repeated,
  minLength: limited("schema.too-short"),
  maxLength: limited("schema.too-long"),
  minItems: limited("schema.too-few"),
  maxItems: limited("schema.too-many"),
  minProperties: limited("schema.too-few"),
  maxProperties: limited("schema.too-many"),
  minimum: limited("schema.too-small"),
  maximum: limited("schema.too-large"),
  exclusiveMinimum: limited("schema.too-small"),
  exclusiveMaximum: limited("schema.too-large"),
};
