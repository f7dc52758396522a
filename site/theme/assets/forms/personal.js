/* Phones, identity numbers and bank cards where they don't belong, and passwords and keys anywhere (A6.1): found by their
   shape (scripts/taizhang/records/own_checks.py and secrets.py). Each trouble is {rule, pointer, value, values}; that of a
   secret also has `hides`, what no sentence may repeat. */

import { patternKey } from "./paths.js";

const RUN = /(?<![0-9A-Za-z])[0-9]+(?:[ -][0-9]+)*[Xx]?(?![0-9A-Za-z])/g;
const GROUP = /[0-9]+[Xx]?/g;
const LONGEST = 19;
const MOBILE = /^(?:86)?1[3-9][0-9]{9}$/;
const IDENTITY = /^[1-9][0-9]{5}(?:18|19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx]$/;
const CARD = /^[3-6][0-9]{15,18}$/;
const WIDE = /[\uff10-\uff19\uff0d\u3000]/g;

const CHINESE = "密码|口令|密钥|私钥|验证码|动态码"; // what people call a secret
const LATIN = "password|passwd|passcode|passphrase|pwd|token|api[ _-]?key|secret[ _-]?key|access[ _-]?key";
const NAME = new RegExp(`^(?:.*_)?(?:${LATIN})$`, "iu");
const KEY_BLOCK = /-----BEGIN [A-Z ]*PRIVATE KEY-----/g;
const ASSIGNED = "[ \\u3000]*(?:[:=\\uff1a\\uff1d]|是|为|改[为成]|设[为成]|重置[为成])[ \\u3000]*[:\\uff1a]?[ \\u3000]*";
const QUOTE = "[\"'“‘「『《<]?";
const VALUE = "([0-9A-Za-z!@#$%^&*][!-~]*)";
const AFTER_CHINESE = new RegExp(`(?:${CHINESE})(${ASSIGNED}|[ \\u3000]*)${QUOTE}${VALUE}`, "gdu");
const AFTER_LATIN = new RegExp(`(?<![0-9A-Za-z])(?:${LATIN})(${ASSIGNED}| +is +)${QUOTE}${VALUE}`, "gdiu");
const DIGIT_AND_MORE = /^(?=.*[0-9]).{4,}$/;
const SHORTEST_BARE = 6; // signs of a value right behind a word, with no colon
const LETTERS = /^[A-Za-z][!-~]{3,}$/;
const COUNTED = /^[ \u3000]*(?:个?字符|[位次个种级年月日天户份套号点分秒条款张])/;
const CLOSING = /^[\]"'”’」』》>]?[ \u3000]*(?:[,.;!?)、。\uff0c\uff1b\uff01\uff1f\uff09]|\n|$)/;
const NO_SECRET = [
  /^[0-9]{4}-(?:W?[0-9]{2}|Q[1-4]|H[12])(?:-[0-9]{2})?$/, // days, weeks, quarters
  /^[0-9]{1,2}:[0-9]{2}(?:[-~][0-9]{1,2}:[0-9]{2})?$/, // times
  /^[CK]-[0-9a-z]{6,8}$/, // customers, contacts
  /^[A-Z][0-9]{1,2}\.[0-9]{1,2}$/, // clauses
  /^[0-9]{1,2}[-~][0-9]{1,2}$/,
  /^[0-9]{4}\/[0-9]{1,2}(?:\/[0-9]{1,2})?$/,
];
const TRAILING = /[,.;)]+$/;

/** Every plain text and number of a record, with where it stands. */
function* texts(value, pointer = []) {
  if (typeof value === "string" || Number.isInteger(value)) yield [pointer, String(value)];
  else if (Array.isArray(value)) for (const [at, item] of value.entries()) yield* texts(item, [...pointer, at]);
  else if (typeof value === "object" && value !== null) {
    for (const [name, item] of Object.entries(value)) yield* texts(item, [...pointer, name]);
  }
}

/** Personal numbers outside the fields that are for them. */
export function* numbersIn(record, allowed) {
  for (const [pointer, text] of texts(record)) {
    if (allowed.has(patternKey(pointer))) continue;
    for (const rule of shapes(text.replace(WIDE, narrow))) yield { rule, pointer, value: "", values: {} };
  }
}

function narrow(sign) {
  if (sign === "\uff0d") return "-";
  return sign === "\u3000" ? " " : String.fromCharCode(sign.charCodeAt(0) - 0xfee0);
}

/** The rule of each personal number in a text; its groups may stand apart, but the first has at least three digits. */
function* shapes(text) {
  for (const run of text.matchAll(RUN)) {
    const groups = [...run[0].matchAll(GROUP)];
    let taken = 0;
    for (const [at, begin] of groups.entries()) {
      if (begin.index < taken || begin[0].length < 3) continue;
      let digits = "";
      for (const group of groups.slice(at)) {
        digits += group[0];
        if (digits.length > LONGEST) break;
        const rule = shape(digits);
        if (!rule) continue;
        taken = group.index + group[0].length;
        yield rule;
        break;
      }
    }
  }
}

/** The rule a run of digits breaks, or "". */
function shape(digits) {
  if (MOBILE.test(digits)) return "personal.mobile";
  if (IDENTITY.test(digits)) return "personal.identity";
  return CARD.test(digits) && luhn(digits) ? "personal.bank-card" : "";
}

function luhn(digits) {
  let total = 0;
  for (const [index, digit] of [...digits].reverse().entries()) {
    const doubled = Number(digit) * (index % 2 ? 2 : 1);
    total += doubled > 9 ? doubled - 9 : doubled;
  }
  return total % 10 === 0;
}

/** Passwords, keys and codes that somebody wrote into a text. */
export function secretsIn(record) {
  const troubles = [];
  for (const [pointer, text] of texts(record)) {
    const field = pointer.findLast((step) => typeof step === "string") ?? "";
    const hides = NAME.test(field) ? [text].filter(Boolean) : [...secrets(text)];
    if (hides.length) troubles.push({ rule: "secret.password", pointer, value: "***", values: {}, hides });
  }
  return troubles;
}

function* secrets(text) {
  for (const found of text.matchAll(KEY_BLOCK)) yield found[0];
  for (const pattern of [AFTER_CHINESE, AFTER_LATIN]) {
    for (const found of text.matchAll(pattern)) {
      const value = found[2].replace(TRAILING, "");
      const rest = text.slice(found.indices[2][0] + value.length);
      if (isSecret(value, rest, /[^ \u3000]/.test(found[1]))) yield value;
    }
  }
}

/** Whether what follows a word for a secret is one: with a digit, or, after a colon or 是, a word to its end. */
function isSecret(value, rest, assigned) {
  if (NO_SECRET.some((form) => form.test(value))) return false;
  if (DIGIT_AND_MORE.test(value)) {
    return (assigned || value.length >= SHORTEST_BARE) && !(/^[0-9]+$/.test(value) && COUNTED.test(rest));
  }
  return assigned && LETTERS.test(value) && CLOSING.test(rest);
}
