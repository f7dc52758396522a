/* The small path language of our schema keywords: a/b from the item, ../x from the object around it, /x from the record,
   . the item itself, * every element. A spot is {pointer, value, trail}: the trail holds the objects around it, outermost
   first, itself last if it is one. */

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** Every declared field of a schema: its pattern from the root (* for elements) and what is declared, resolved. */
export function* fieldsOf(node, root, resolve, pattern = []) {
  const here = resolve(node, root);
  if (pattern.length) yield [pattern, here];
  for (const [name, child] of Object.entries(here.properties ?? {})) {
    yield* fieldsOf(child, root, resolve, [...pattern, name]);
  }
  if (isObject(here.items)) yield* fieldsOf(here.items, root, resolve, [...pattern, "*"]);
  for (const word of ["allOf", "oneOf", "anyOf"]) {
    for (const branch of here[word] ?? []) {
      for (const found of fieldsOf(branch, root, resolve, pattern)) {
        if (found[0].length !== pattern.length) yield found;
      }
    }
  }
}

/** The pattern of a pointer as a key of a Map. */
export const patternKey = (pointer) => JSON.stringify(pointer.map((step) => (typeof step === "number" ? "*" : step)));

export function parsePath(text) {
  if (text === ".") return { self: true, up: 0, steps: [] };
  if (text.startsWith("/")) return { up: null, steps: text.split("/").filter(Boolean) };
  let up = 0;
  let rest = text;
  for (; rest.startsWith("../"); rest = rest.slice(3)) up += 1;
  return { up, steps: rest ? rest.split("/") : [] };
}

export const rootSpot = (data) => ({ pointer: [], value: data, trail: [[[], data]] });

function child(spot, step, value) {
  const pointer = [...spot.pointer, step];
  return { pointer, value, trail: isObject(value) ? [...spot.trail, [pointer, value]] : spot.trail };
}

function stepped(spot, step) {
  if (step === "*") return Array.isArray(spot.value) ? spot.value.map((item, at) => child(spot, at, item)) : [];
  const there = isObject(spot.value) && Object.hasOwn(spot.value, step);
  return there ? [child(spot, step, spot.value[step])] : [];
}

const descended = (spot, steps) => steps.reduce((found, step) => found.flatMap((one) => stepped(one, step)), [spot]);

/** Every value that a pattern from the root leads to; what is absent gives nothing. */
export const select = (data, pattern) => descended(rootSpot(data), pattern);

/** The values that a path leads to from the object that the spot is or lies in. */
export function follow(spot, path) {
  if (path.self) return [spot];
  const index = path.up === null ? 0 : spot.trail.length - 1 - path.up;
  if (index < 0) return [];
  const [pointer, value] = spot.trail[index];
  return descended({ pointer, value, trail: spot.trail.slice(0, index + 1) }, path.steps);
}

/** The first value at a path, null where there is none. */
export const first = (spot, path) => follow(spot, path)[0]?.value ?? null;

/** The items a keyword speaks of: the elements of the list that `each` names, or the record itself. */
export const itemsOf = (data, each) =>
  each === undefined || each === null ? [rootSpot(data)] : select(data, [...parsePath(`/${each}`).steps, "*"]);
