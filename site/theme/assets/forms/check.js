/* What is wrong with a record while it is written in a form: the same rules and sentences as `taizhang check`, without
   asking anybody (scripts/taizhang/records: schema_errors.py, own_checks.py; tests/publish/forms keep both the same).

     checker(schema, sentences, kind)(value) -> [{pointer, rule, title, message, repair, missing?}]

   `schema` is the `schema` of data/kinds/<kind>.json, `sentences` data/sentences.json, `kind` the kind's name. `pointer`
   leads from the record to the value: names and indexes. Where something is missing it leads to the group that lacks it,
   and `missing` names the field. Pure: no page, no clock, nothing kept; all texts are plain text. */

import { faultsOf } from "./keywords.js";
import { ownTroubles, ownWords } from "./own.js";
import { numbersIn, secretsIn } from "./personal.js";
import { Teller } from "./telling.js";

const SLOT = /\{(\w+)\}/g;
const LONGEST = 80;

/** A text cut to what a sentence can hold. */
function shortened(text) {
  const signs = [...text];
  return signs.length <= LONGEST ? text : `${signs.slice(0, LONGEST - 1).join("")}…`;
}

/** A trouble in its words. */
function worded(sentences, { rule, pointer, missing, value, values }) {
  const sentence = sentences[rule];
  const said = { ...values, value: shortened(String(value)) };
  const filled = (template) => template.replace(SLOT, (_all, name) => String(said[name]));
  const problem = { pointer, rule };
  for (const part of ["title", "message", "repair"]) problem[part] = filled(sentence[part]);
  return missing === undefined ? problem : { ...problem, missing };
}

/** Each problem once: two that read alike at one place are one. */
function once(problems) {
  const seen = new Map();
  for (const problem of problems) {
    const key = JSON.stringify([problem.pointer, problem.rule, problem.message]);
    if (!seen.has(key)) seen.set(key, problem);
  }
  return [...seen.values()];
}

/** The check of one kind's records. */
export function checker(schema, sentences, kind) {
  const teller = new Teller(schema, sentences);
  const own = ownWords(schema, teller, sentences.levels, kind);
  return (value) => {
    const shape = [...teller.tell(faultsOf(value, schema))];
    const refused = new Set(shape.filter(({ atKey }) => !atKey).map(({ pointer }) => JSON.stringify(pointer)));
    const secrets = secretsIn(value);
    const troubles = [...shape, ...ownTroubles(value, own, refused), ...numbersIn(value, own.personal), ...secrets];
    const hidden = new Set(secrets.flatMap((trouble) => trouble.hides).filter((secret) => secret.length > 2));
    const problems = troubles.map((trouble) => worded(sentences.sentences, trouble));
    for (const problem of problems) {
      for (const secret of hidden) problem.message = problem.message.replaceAll(secret, () => "***");
    }
    return once(problems);
  };
}
