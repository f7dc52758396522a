/* What a schema asks of a value as it stands: references followed, and of if/then/else what applies. */
import { holds } from "./keywords.js";

/** A schema with what it refers to; its own words come first. */
export const resolve = (schema, root) => {
  let found = schema;
  for (let step = 0; found && typeof found.$ref === "string" && step < 8; step += 1) {
    const { $ref, ...own } = found;
    let target = root;
    for (const part of $ref.replace(/^#\//, "").split("/")) target = target?.[part.replace(/~1/g, "/").replace(/~0/g, "~")];
    found = { ...target, ...own };
  }
  return found ?? {};
};

/** All schemas that hold for a value: the given ones, and of their conditions what applies. */
export const applied = (schemas, value, root) => {
  const found = [];
  const take = (given) => {
    const schema = resolve(given, root);
    found.push(schema);
    for (const one of schema.allOf ?? []) take(one);
    if (schema.if === undefined) return;
    const next = holds(value, schema.if, { root, pointer: [], inNames: false }) ? schema.then : schema.else;
    if (next) take(next);
  };
  schemas.forEach(take);
  return found;
};

export const requiredIn = (schemas) => new Set(schemas.flatMap((one) => one.required ?? []));
export const under = (schemas, name) => schemas.flatMap((one) => (one.properties?.[name] ? [one.properties[name]] : []));
export const itemsOf = (schemas) => schemas.flatMap((one) => (one.items ? [one.items] : []));

/** What a choice may still be: the values that every schema allows. */
export const allowed = (schemas, root) => {
  const lists = schemas.map((one) => resolve(one, root)).flatMap((one) => ("const" in one ? [[one.const]] : one.enum ? [one.enum] : []));
  return lists.reduce((left, list) => left.filter((value) => list.includes(value)));
};
