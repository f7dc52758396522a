/* The keywords of JSON Schema (2020-12) that the schemas use, with the formats and the reading of patterns that records
   have. A fault is what the keyword found, not yet a sentence:

     {keyword, wanted, pointer, instance, schema, missing, inNames, branches}

   `missing` is the field that `required` lacks, `inNames` says that the fault is in a key (propertyNames), `branches` are
   the faults of each way of oneOf and anyOf. Schemas are bundled: every $ref is #/$defs/name. */

import { FORMATS } from "./days.js";

const patterns = new Map();

const has = (object, name) => Object.hasOwn(object, name);
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const sizeOf = (text) => [...text].length;

const TYPES = {
  string: (value) => typeof value === "string",
  integer: Number.isInteger,
  number: (value) => typeof value === "number",
  boolean: (value) => typeof value === "boolean",
  object: isObject,
  array: Array.isArray,
  null: (value) => value === null,
};

/** Whether two plain values are the same. */
export function same(one, other) {
  if (one === other) return true;
  if (Array.isArray(one)) {
    return Array.isArray(other) && one.length === other.length && one.every((item, at) => same(item, other[at]));
  }
  if (!isObject(one) || !isObject(other)) return false;
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((n) => has(other, n) && same(one[n], other[n]));
}

/** `node` with its references merged in; what stands beside $ref wins. */
export function resolved(node, root) {
  let seen = { ...node };
  while (seen.$ref !== undefined) {
    const { $ref, ...beside } = seen;
    seen = { ...target($ref, root), ...beside };
  }
  return seen;
}

const target = (reference, root) => root.$defs[reference.slice(reference.lastIndexOf("/") + 1)];

function matches(pattern, text) {
  if (!patterns.has(pattern)) patterns.set(pattern, new RegExp(pattern, "u"));
  return patterns.get(pattern).test(text);
}

/** Each keyword: (the keyword's value, the record's value, the schema around, at) -> faults; `at` as in `descend`. */
export const KEYWORDS = {
  *type(wanted, value, schema, at) {
    if (![wanted].flat().some((name) => TYPES[name](value))) yield fault("type", wanted, value, schema, at);
  },
  *enum(wanted, value, schema, at) {
    if (!wanted.some((option) => same(option, value))) yield fault("enum", wanted, value, schema, at);
  },
  *const(wanted, value, schema, at) {
    if (!same(wanted, value)) yield fault("const", wanted, value, schema, at);
  },
  *pattern(wanted, value, schema, at) {
    if (typeof value === "string" && !matches(wanted, value)) yield fault("pattern", wanted, value, schema, at);
  },
  *format(wanted, value, schema, at) {
    const known = typeof value === "string" && has(FORMATS, wanted);
    if (known && !FORMATS[wanted](value)) yield fault("format", wanted, value, schema, at);
  },
  minLength: limit("minLength", (value) => typeof value === "string", sizeOf, (size, least) => size < least),
  maxLength: limit("maxLength", (value) => typeof value === "string", sizeOf, (size, most) => size > most),
  minItems: limit("minItems", Array.isArray, (list) => list.length, (size, least) => size < least),
  maxItems: limit("maxItems", Array.isArray, (list) => list.length, (size, most) => size > most),
  minProperties: limit("minProperties", isObject, (map) => Object.keys(map).length, (size, least) => size < least),
  maxProperties: limit("maxProperties", isObject, (map) => Object.keys(map).length, (size, most) => size > most),
  minimum: limit("minimum", TYPES.number, Number, (number, least) => number < least),
  maximum: limit("maximum", TYPES.number, Number, (number, most) => number > most),
  exclusiveMinimum: limit("exclusiveMinimum", TYPES.number, Number, (number, least) => number <= least),
  exclusiveMaximum: limit("exclusiveMaximum", TYPES.number, Number, (number, most) => number >= most),
  *uniqueItems(wanted, value, schema, at) {
    if (!wanted || !Array.isArray(value)) return;
    const repeated = value.some((item, index) => value.slice(0, index).some((other) => same(item, other)));
    if (repeated) yield fault("uniqueItems", wanted, value, schema, at);
  },
  *required(wanted, value, schema, at) {
    if (!isObject(value)) return;
    for (const missing of wanted.filter((name) => !has(value, name))) {
      yield { ...fault("required", wanted, value, schema, at), missing };
    }
  },
  *dependentRequired(wanted, value, schema, at) {
    if (!isObject(value)) return;
    for (const [name, others] of Object.entries(wanted)) {
      if (has(value, name) && others.some((other) => !has(value, other))) {
        yield fault("dependentRequired", wanted, value, schema, at);
      }
    }
  },
  *properties(wanted, value, _schema, at) {
    if (!isObject(value)) return;
    for (const [name, inner] of Object.entries(wanted)) {
      if (has(value, name)) yield* descend(value[name], inner, below(at, name));
    }
  },
  *additionalProperties(wanted, value, schema, at) {
    if (!isObject(value)) return;
    const foreign = Object.keys(value).filter((name) => !has(schema.properties ?? {}, name));
    if (wanted === false) {
      if (foreign.length) yield fault("additionalProperties", wanted, value, schema, at);
    } else {
      for (const name of foreign) yield* descend(value[name], wanted, below(at, name));
    }
  },
  *propertyNames(wanted, value, _schema, at) {
    if (!isObject(value)) return;
    for (const name of Object.keys(value)) yield* descend(name, wanted, { ...at, inNames: true });
  },
  *items(wanted, value, _schema, at) {
    if (!Array.isArray(value)) return;
    for (const [index, item] of value.entries()) yield* descend(item, wanted, below(at, index));
  },
  *contains(wanted, value, schema, at) {
    if (Array.isArray(value) && !value.some((item) => holds(item, wanted, at))) {
      yield fault("contains", wanted, value, schema, at);
    }
  },
  *$ref(wanted, value, _schema, at) {
    yield* descend(value, target(wanted, at.root), at);
  },
  *allOf(wanted, value, _schema, at) {
    for (const branch of wanted) yield* descend(value, branch, at);
  },
  *oneOf(wanted, value, schema, at) {
    const branches = wanted.map((branch) => [...descend(value, branch, at)]);
    const fitting = branches.filter((faults) => !faults.length).length;
    if (fitting === 0) yield { ...fault("oneOf", wanted, value, schema, at), branches };
    else if (fitting > 1) yield fault("oneOf", wanted, value, schema, at);
  },
  *anyOf(wanted, value, schema, at) {
    const branches = wanted.map((branch) => [...descend(value, branch, at)]);
    if (branches.every((faults) => faults.length)) yield { ...fault("anyOf", wanted, value, schema, at), branches };
  },
  *not(wanted, value, schema, at) {
    if (holds(value, wanted, at)) yield fault("not", wanted, value, schema, at);
  },
  *if(wanted, value, schema, at) {
    const next = holds(value, wanted, at) ? schema.then : schema.else;
    if (next !== undefined) yield* descend(value, next, at);
  },
};

/** A keyword that compares a size of a value of one type with a limit. */
function limit(keyword, fits, size, broken) {
  return function* limited(wanted, value, schema, at) {
    if (fits(value) && broken(size(value), wanted)) yield fault(keyword, wanted, value, schema, at);
  };
}

const fault = (keyword, wanted, instance, schema, at) => ({
  keyword,
  wanted,
  pointer: at.pointer,
  instance,
  schema,
  inNames: at.inNames,
});

const below = (at, step) => ({ ...at, pointer: [...at.pointer, step] });

/** Everything by which `value` is not valid by `schema`; `at` holds {root, pointer, inNames}. */
function* descend(value, schema, at) {
  if (schema === true) return;
  if (schema === false) {
    yield fault("None", null, value, {}, at);
    return;
  }
  for (const [keyword, wanted] of Object.entries(schema)) {
    if (has(KEYWORDS, keyword)) yield* KEYWORDS[keyword](wanted, value, schema, at);
  }
}

/** Whether `value` is valid by `schema`; `at` as in `descend`. */
export const holds = (value, schema, at) => descend(value, schema, at).next().done;

/** Everything by which a record is not valid by its kind's schema. */
export const faultsOf = (value, root) => [...descend(value, root, { root, pointer: [], inNames: false })];
