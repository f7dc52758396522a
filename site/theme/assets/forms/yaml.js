/* Canonical YAML: one text for one value, the very text that `taizhang` writes (desk/yaml_text.py), and the comments that
   stood in a record which is written again. */

const MOST_COLUMNS = 116;
/* Fields whose items stand on one line each, if they fit: lists that are read as a table. */
const FLOW_FIELDS = new Set([
  "answers",
  "attendance",
  "basis",
  "birthday",
  "company_days",
  "decisions",
  "figures",
  "groups",
  "heads",
  "holidays",
  "parts",
  "reporters",
  "scores",
  "shares",
  "tasks",
  "totals",
  "verifications",
  "workdays",
]);

const KEY = /^[a-z][a-z0-9_]*$/;
const TYPED = /^(?:true|false|null|~|0|-?[1-9][0-9]{0,17})?$/;
const DATED = /^[0-9]{4}-(?:[0-9]{2}-[0-9]{2}(?: [0-9]{2}:[0-9]{2}|-[0-9]{1,2})?|W[0-9]{2}|[0-9]{2}|[QH][0-9])$/;
const SIGNS = ",()/%+.;\u2014\u201c\u201d\u3001\u3002\u300a\u300b\u3014\u3015\uff01\uff08\uff09\uff0c\uff1b\uff1f\\-";
const LETTERS = "0-9A-Za-z\u4e00-\u9fff";
const PART = `[${LETTERS}${SIGNS}]|(?<=[\u4e00-\u9fff\uff09])\uff1a`;
const WORD = new RegExp(`^[${LETTERS}](?:${PART}| (?![#:]))*$`);
const NUMBER_LIKE = /^[-+0-9][-+0-9.,:/ ]*$/;
const OTHER_TYPED = /^(?:y|n|yes|no|on|off|true|false|null|inf|nan|[0-9]+e[0-9]+|0[xob].*)$/i;
const AMOUNT = /^-?(?:0|[1-9][0-9]*)\.[0-9]{1,2}$/;
const LITERAL = new RegExp(`^[${LETTERS}](?:${PART}| )*$`);
/* Controls, formats that hide or turn text, surrogates, non-characters: no record may hold them. */
const FORBIDDEN = /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/u;
const ESCAPES = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t" };

const columns = (line) => {
  let width = 0;
  for (const character of line) width += character > "\u2e7f" ? 2 : 1; // a surrogate pair begins above as well
  return width;
};

const isMap = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
const isScalar = (value) => value === null || typeof value !== "object";
const isEmpty = (value) => (Array.isArray(value) ? value : Object.keys(value)).length === 0;

/** Whether a text needs no quotes; in doubt it does. */
const plain = (text) =>
  AMOUNT.test(text) ||
  (!text.endsWith(" ") && WORD.test(text) && !TYPED.test(text) && !NUMBER_LIKE.test(text) && !OTHER_TYPED.test(text));

/** A value on one line; in `flow`, between brackets, a comma needs quotes as well. */
export const scalar = (value, flow = false) => {
  if (value === null) return "null";
  if (typeof value === "boolean") return String(value);
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value)) throw new RangeError(`no record may hold ${value}`);
    return String(value);
  }
  if (typeof value !== "string") throw new TypeError(`no record may hold a ${typeof value}`);
  if (DATED.test(value) || (plain(value) && !(flow && value.includes(",")))) return value;
  if (FORBIDDEN.test(value)) throw new RangeError(`no record may hold ${JSON.stringify(value)}`);
  return `"${value.replace(/[\\"\n\t]/g, (one) => ESCAPES[one])}"`;
};

const flow = (value) => {
  if (isScalar(value)) return scalar(value, true);
  if (Array.isArray(value)) return `[${value.map(flow).join(", ")}]`;
  return `{${Object.entries(value)
    .map(([key, inner]) => `${key}: ${flow(inner)}`)
    .join(", ")}}`;
};

/** `|` or `|-` where the lines of a text can stand as they are, else nothing. */
const literalMark = (text) => {
  const body = text.endsWith("\n") ? text.slice(0, -1) : text;
  const good = body.split("\n").every((line) => LITERAL.test(line) && !line.endsWith(" "));
  return good ? (body === text ? "|-" : "|") : "";
};

/* Lines are pairs: the text, and what begins on it, the outermost first. */

function* text(head, value, indent, at) {
  const mark = typeof value === "string" && value.includes("\n") ? literalMark(value) : "";
  if (!mark) {
    yield [`${head} ${scalar(value)}`, [at]];
    return;
  }
  yield [`${head} ${mark}`, [at]];
  for (const line of value.replace(/\n$/, "").split("\n")) yield [`${indent}  ${line}`, []];
}

function* item(value, indent, at) {
  const lines = mapping(value, `${indent}    `, at);
  const [first, begins] = lines.next().value;
  yield [`${indent}  - ${first.trimStart()}`, [at, ...begins]];
  yield* lines;
}

function* list(key, items, indent, at) {
  if (items.every(isScalar)) {
    const line = `${indent}${key}: ${flow(items)}`;
    if (columns(line) <= MOST_COLUMNS) {
      yield [line, [at]];
      return;
    }
  }
  yield [`${indent}${key}:`, [at]];
  for (const [number, one] of items.entries()) {
    const place = [...at, number];
    const line = `${indent}  - ${flow(one)}`;
    if (isMap(one) && !isEmpty(one) && !(FLOW_FIELDS.has(key) && columns(line) <= MOST_COLUMNS)) yield* item(one, indent, place);
    else if (typeof one === "string") yield [`${indent}  - ${scalar(one)}`, [place]];
    else yield [line, [place]];
  }
}

function* field(key, value, indent, at) {
  if (isScalar(value)) {
    yield* text(`${indent}${key}:`, value, indent, at);
  } else if (isEmpty(value)) {
    yield [`${indent}${key}: ${Array.isArray(value) ? "[]" : "{}"}`, [at]];
  } else if (Array.isArray(value)) {
    yield* list(key, value, indent, at);
  } else {
    const line = FLOW_FIELDS.has(key) ? `${indent}${key}: ${flow(value)}` : "";
    if (line && columns(line) <= MOST_COLUMNS) {
      yield [line, [at]];
    } else {
      yield [`${indent}${key}:`, [at]];
      yield* mapping(value, `${indent}  `, at);
    }
  }
}

function* mapping(fields, indent, at) {
  for (const [key, value] of Object.entries(fields)) {
    if (!KEY.test(key)) throw new RangeError(`no field is called ${JSON.stringify(key)}`);
    yield* field(key, value, indent, [...at, key]);
  }
}

/* Comments. */

const noted = (words) =>
  words.split("\n").map((line) => {
    if (FORBIDDEN.test(line)) throw new RangeError(`no record may hold ${JSON.stringify(line)}`);
    return `# ${line}`.trimEnd();
  });

/** The lines with the comments at what they are about, or at what that lies in. */
const withComments = (lines, comments) => {
  const where = new Map();
  lines.forEach(([, begins], number) => begins.forEach((at) => where.set(JSON.stringify(at), number)));
  const above = lines.map(() => []);
  const beside = lines.map(() => "");
  const top = [];
  const bottom = [];
  for (const one of comments) {
    const found = one.at.map((_, index) => where.get(JSON.stringify(one.at.slice(0, one.at.length - index)))).find((line) => line !== undefined);
    const before = (one.above ?? []).flatMap(noted);
    const next = one.beside ? noted(one.beside) : [];
    bottom.push(...(one.below ?? []).flatMap(noted));
    if (found === undefined) {
      top.push(...before, ...next);
    } else {
      above[found].push(...before);
      if (next.length === 1 && !beside[found]) beside[found] = `  ${next[0]}`;
      else above[found].push(...next);
    }
  }
  const whole = lines.flatMap(([line], number) => {
    const indent = line.slice(0, line.length - line.trimStart().length);
    return [...above[number].map((words) => indent + words), line + beside[number]];
  });
  return [...top, ...whole, ...bottom];
};

/**
 * The record's text; a RangeError where it holds characters that no record may hold.
 *
 * Each of `comments` is `{at, above, beside, below}`: the steps to what it is about ([] for the record), the lines above
 * it, the words beside it, the lines below the record. One at what is no longer there stands at what that lay in.
 */
export const document = (value, comments = []) =>
  withComments([...mapping(value, "", [])], comments)
    .map((line) => `${line}\n`)
    .join("");

/** The comments of a record whose list at `at` now has the items that stood at the places `order`, in that order. */
export const rearranged = (comments, at, order) => {
  const places = new Map(order.map((old, now) => [old, now]));
  const under = (one) => one.at.length > at.length && at.every((step, index) => step === one.at[index]);
  return comments.flatMap((one) => {
    if (!under(one)) return [one];
    const now = places.get(one.at[at.length]);
    return now === undefined ? [] : [{ ...one, at: [...at, now, ...one.at.slice(at.length + 1)] }];
  });
};
