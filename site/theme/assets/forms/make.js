/* Which field a schema asks for. */
import { resolve } from "./conditions.js";
import { Choice, Confirm, Scalar, YesNo } from "./fields.js";
import { Group } from "./groups.js";
import { Checks, List } from "./lists.js";
import { Reference } from "./references.js";
import { now } from "./times.js";

const HANDED_IN = "submitted_at";

const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

export const make = (form, schema, place) => {
  const one = resolve(schema, form.root);
  const type = [one.type ?? []].flat()[0];
  if (one.oneOf || one.anyOf || isObject(one.additionalProperties)) throw new Error(`no field for ${place.key}`);
  if (type === "object" || one.properties) {
    const held = isObject(place.value) ? place.value : undefined;
    return new Group(form, schema, { ...place, value: held });
  }
  if (type === "array") {
    const items = resolve(one.items ?? {}, form.root);
    const value = Array.isArray(place.value) ? place.value : undefined;
    return new (items.enum && one.uniqueItems ? Checks : List)(form, schema, { ...place, value });
  }
  if (one.const === true) return new Confirm(form, schema, place);
  if (type === "boolean") return new YesNo(form, schema, place);
  if (one.enum) return new Choice(form, schema, place);
  if (one["x-ref"]) return new Reference(form, schema, place);
  const automatic = form.automatic(place);
  const value = automatic && place.key !== HANDED_IN ? now(form.offset) : place.value; // begun now, or handed in later
  return new Scalar(form, schema, { ...place, value, automatic });
};
