/* A roll: a list in which each element says of somebody or something one short thing, as who came to a meeting. */
import { applied, requiredIn, resolve } from "./conditions.js";
import { FEW } from "./fields.js";

const short = ({ type, enum: values, format, pattern, maxLength }) => {
  if (values) return values.length <= FEW;
  const types = [type ?? []].flat();
  const plain = types.includes("integer") || types.includes("number") || (types.includes("string") && (format || pattern) && !maxLength);
  return plain && !types.includes("object") && !types.includes("array");
};

/** Of the elements' schema: `who` it is of and what is said with a `tap`; null where it asks for more than that.
    `usual` is what the schema lists first and gives as its example, if that asks for nothing more. */
export const rollOf = (item, root) => {
  const needed = (item.required ?? []).map((name) => [name, resolve(item.properties?.[name] ?? {}, root)]);
  const who = needed.find(([, one]) => one["x-ref"]);
  const said = needed.find(([, one]) => !one["x-ref"] && short(one));
  if (needed.length !== 2 || !who || !said) return null;
  const [tap, { enum: values, enumDescriptions = [], examples = [], title = tap, description = "" }] = said;
  if (!values) return { who: who[0], tap, usual: "", hint: `${title}:${description}` };
  const asked = requiredIn(applied([item], { [who[0]]: "x", [tap]: values[0] }, root));
  const usual = values[0] === examples[0] && asked.size === 2;
  return { who: who[0], tap, usual: usual ? (enumDescriptions[0] ?? String(values[0])).split(/[:：,，]/)[0] : "", hint: "" };
};
