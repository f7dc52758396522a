/* What one record can be checked for alone beyond its schema: sums, orders, periods, keys, its level
   (scripts/taizhang/records/own_checks.py; for keys that are unique in a kind also links.py). Each trouble is
   {rule, pointer, value, values}. */

import { dayNumber, dayText, isMoment } from "./days.js";
import { resolved, same } from "./keywords.js";
import { fieldsOf, first, follow, itemsOf, parsePath, patternKey, select } from "./paths.js";

const LEVEL = "confidentiality";
const AMOUNT = /^([+-]?)(\d+)(?:\.(\d*))?$/;
const WIDE = /[\uff10-\uff19]/g;

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const isTime = (value) => typeof value === "string" && (dayNumber(value) !== null || isMoment(value));

/** What a kind's schema says in our own keywords, made ready once. */
export function ownWords(schema, teller, levels, kind) {
  const declared = [...fieldsOf(schema, schema, resolved)];
  const paths = (names) => names.map(parsePath);
  return {
    teller,
    levels,
    kind,
    title: schema.title ?? kind,
    least: levels.least[schema["x-sensitivity"] ?? "internal"] ?? levels.order[0],
    sums: (schema["x-sum"] ?? []).map((entry) => ({
      each: entry.each,
      when: Object.entries(entry.when ?? {}).map(([name, value]) => [parsePath(name), value]),
      parts: parsePath(entry.parts),
      total: parsePath(entry.total),
    })),
    orders: (schema["x-order"] ?? []).map((e) => ({ each: e.each, dates: paths(e.dates), strict: Boolean(e.strict) })),
    periods: declared
      .filter(([, field]) => field["x-periods"] !== undefined)
      .map(([pattern, field]) => ({ pattern, gaps: field["x-periods"].gaps === "allowed" })),
    keys: (schema["x-key"] ?? []).map((e) => ({ each: e.each, fields: paths(e.fields), within: e.within ?? "kind" })),
    personal: new Set(declared.filter(([, field]) => field["x-personal"]).map(([pattern]) => patternKey(pattern))),
  };
}

/** Everything that the record's own values say against one another. */
export function* ownTroubles(data, own, refused) {
  for (const entry of own.sums) yield* sums(data, entry);
  for (const entry of own.orders) yield* orders(data, entry, own.teller);
  for (const entry of own.periods) yield* periods(data, entry);
  for (const entry of own.keys) yield* repeatedKeys(data, entry);
  yield* level(data, own, refused);
}

/** A written amount as {units, scale}, units of the last digit written; null for what is no amount. */
function amount(value) {
  if (typeof value !== "string" && !Number.isInteger(value)) return null;
  const narrow = String(value).trim().replace(WIDE, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));
  const found = AMOUNT.exec(narrow);
  if (found === null) return null;
  const [, sign, whole, part = ""] = found;
  return { units: BigInt(whole + part) * (sign === "-" ? -1n : 1n), scale: part.length };
}

const raised = ({ units, scale }, to) => units * 10n ** BigInt(to - scale);

/** One amount more; to the last digit of either. */
function plus(one, other, sign = 1n) {
  const scale = Math.max(one.scale, other.scale);
  return { units: raised(one, scale) + sign * raised(other, scale), scale };
}

/** An amount with its thousands apart. */
function money({ units, scale }) {
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale).replace(/\B(?=(?:\d{3})+$)/g, ",");
  return `${units < 0n ? "-" : ""}${whole}${scale ? `.${digits.slice(-scale)}` : ""}`;
}

/** Parts that add up to the whole, to the cent (A3.1). */
function* sums(data, entry) {
  for (const item of itemsOf(data, entry.each)) {
    if (entry.when.some(([path, value]) => !same(first(item, path), value))) continue;
    const parts = follow(item, entry.parts).map((part) => amount(part.value));
    for (const total of follow(item, entry.total)) {
      const whole = amount(total.value);
      if (whole === null || !parts.length || parts.includes(null)) continue;
      const found = parts.reduce((sum, part) => plus(sum, part), { units: 0n, scale: 0 });
      const apart = plus(found, whole, -1n);
      if (apart.units === 0n) continue;
      const difference = money({ ...apart, units: apart.units < 0n ? -apart.units : apart.units });
      const values = { sum: money(found), difference };
      yield { rule: "sum.differs", pointer: total.pointer, value: money(whole), values };
    }
  }
}

/** In how many lists a value lies. */
const depth = ({ pointer }) => pointer.filter((step) => typeof step === "number").length;

function* orders(data, entry, teller) {
  for (const item of itemsOf(data, entry.each)) {
    const found = entry.dates.flatMap((path) => follow(item, path)).filter((spot) => isTime(spot.value));
    for (let at = 1; at < found.length; at += 1) {
      const [before, after] = [found[at - 1], found[at]];
      const [start, end] = [before.value, after.value];
      const size = Math.min(start.length, end.length);
      if (!(end.slice(0, size) < start.slice(0, size) || (entry.strict && end === start))) continue;
      const inner = depth(after) >= depth(before) ? after : before;
      const values = { earlier: teller.titleAt(before.pointer), later: teller.titleAt(after.pointer), other: start };
      yield { rule: end === start ? "order.equal" : "order.reversed", pointer: inner.pointer, value: end, values };
    }
  }
}

/** Dated items in order, none overlapping, without a gap unless the kind allows it. */
function* periods(data, { pattern, gaps }) {
  for (const spot of select(data, pattern)) {
    if (!Array.isArray(spot.value)) continue;
    const dated = spot.value.map((item, index) => ({ index, ...bounds(item) })).filter((one) => one.start !== null);
    for (const { index, start, until } of dated) {
      if (until === null || until >= start) continue;
      const pointer = [...spot.pointer, index, "until"];
      yield { rule: "periods.reversed", pointer, value: dayText(until), values: { start: dayText(start) } };
    }
    for (let at = 1; at < dated.length; at += 1) {
      const [one, next] = [dated[at - 1], dated[at]];
      const rule = misfit(one, next.start, gaps);
      if (!rule) continue;
      const empty = one.until === null ? "" : dayText(one.until + 1);
      const values = { other: dayText(one.start), day: dayText(next.start - 1), empty };
      yield { rule, pointer: [...spot.pointer, next.index, "from"], value: dayText(next.start), values };
    }
  }
}

/** The rule that the item beginning on day `following` breaks after the one before it, or "". */
function misfit({ start, until }, following, gaps) {
  if (following <= start) return following === start ? "periods.same-day" : "periods.unsorted";
  if (until === null || until < start) return "";
  if (until >= following) return "periods.overlap";
  return gaps || until === following - 1 ? "" : "periods.gap";
}

const bounds = (item) =>
  isObject(item) ? { start: dayNumber(item.from), until: dayNumber(item.until) } : { start: null, until: null };

/** A key's value as a sentence repeats it. */
const written = (value) => (typeof value === "boolean" ? (value ? "True" : "False") : String(value));

/** What is unique, within the record or in all of its kind, and stands in the record more than once. */
function* repeatedKeys(data, entry) {
  const seen = new Map();
  for (const item of itemsOf(data, entry.each)) {
    const spots = entry.fields.map((path) => follow(item, path)[0]);
    if (spots.some((spot) => spot === undefined || spot.value === null || typeof spot.value === "object")) continue;
    const innermost = spots.reduce((deepest, spot) => (spot.pointer.length > deepest.pointer.length ? spot : deepest));
    const values = spots.map((spot) => written(spot.value));
    const key = JSON.stringify(values);
    const before = seen.get(key);
    if (before !== undefined && (entry.within === "record" || !same(before, innermost.pointer))) {
      const line = (before.findLast((step) => typeof step === "number") ?? 0) + 1;
      yield { rule: "key.repeated", pointer: innermost.pointer, value: values.join(" "), values: { line } };
    } else if (before === undefined) {
      seen.set(key, innermost.pointer);
    }
  }
}

/** A record may raise its level, never go below its kind's (A6.4); of what every edition needs it raises none. */
function* level(data, { kind, title, least, levels }, refused) {
  const said = Object.hasOwn(data, LEVEL) ? data[LEVEL] : null;
  const [rank, floor] = [levels.order.indexOf(said), levels.order.indexOf(least)];
  if (rank < 0 || refused.has(JSON.stringify([LEVEL]))) return;
  const values = { kind: title, word: levels.words[least], said: levels.words[said], least };
  if (rank < floor) yield { rule: "level.below", pointer: [LEVEL], value: said, values };
  if (rank > floor && levels.ground.includes(kind)) yield { rule: "level.ground", pointer: [LEVEL], value: said, values };
}
