/* What a schema asks of a value as it stands: references followed, and of if/then/else what applies. */

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

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

/** Whether a value is as an `if` says. */
export const holds = (schema, value, root) => {
  if (typeof schema === "boolean") return schema;
  const one = resolve(schema, root);
  const inner = (name) => (one[name] ?? []).map((part) => holds(part, value, root));
  if ("const" in one && !same(one.const, value)) return false;
  if (one.enum && !one.enum.some((each) => same(each, value))) return false;
  if (typeof value === "string" && one.pattern && !new RegExp(one.pattern, "u").test(value)) return false;
  if (one.not !== undefined && holds(one.not, value, root)) return false;
  if (inner("allOf").includes(false) || (one.anyOf && !inner("anyOf").includes(true))) return false;
  if (one.oneOf && inner("oneOf").filter(Boolean).length !== 1) return false;
  if (Array.isArray(value)) {
    if (one.contains !== undefined && !value.some((each) => holds(one.contains, each, root))) return false;
    return value.length >= (one.minItems ?? 0);
  }
  if (!isObject(value)) return true;
  if ((one.required ?? []).some((name) => !(name in value))) return false;
  return Object.entries(one.properties ?? {}).every(([name, part]) => !(name in value) || holds(part, value[name], root));
};

/** All schemas that hold for a value: the given ones, and of their conditions what applies. */
export const applied = (schemas, value, root) => {
  const found = [];
  const take = (given) => {
    const schema = resolve(given, root);
    found.push(schema);
    for (const one of schema.allOf ?? []) take(one);
    if (schema.if === undefined) return;
    const next = holds(schema.if, value, root) ? schema.then : schema.else;
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
