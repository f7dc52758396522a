/* What a form is filled from: data written with the site, and nothing else. */
import { next } from "./free.js";
import { inPath } from "./whole.js";
import { now, weekOf } from "./times.js";

const PLAIN = /^[A-Za-z0-9][A-Za-z0-9._-]*$/; // of what an address is made: no way out of its folder
const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

export class Names {
  constructor(site) {
    this.site = site;
    this.known = new Map();
  }

  async json(path) {
    const answer = await fetch(new URL(`forms/data/${path}.json`, this.site));
    return answer.ok ? answer.json() : null;
  }

  /** What a reference to a kind can be, by id. */
  of(kind) {
    if (!PLAIN.test(kind)) return Promise.resolve(new Map());
    if (!this.known.has(kind)) {
      const listed = this.json(`names/${kind}`).catch(() => null);
      this.known.set(kind, listed.then((found) => new Map((found ?? []).map((one) => [one.id, one]))));
    }
    return this.known.get(kind);
  }

  /** A record as its page holds it for a change, null where it does not. */
  async record(id, kind) {
    if (!PLAIN.test(id)) return null;
    try {
      const answer = await fetch(new URL(`records/${encodeURIComponent(id)}/`, this.site));
      if (!answer.ok) return null;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const found = JSON.parse(page.querySelector("script[data-record]")?.textContent ?? "null");
      return found && found.kind === kind && isObject(found.value) ? found : null;
    } catch {
      return null;
    }
  }
}

/** What fills itself in is left out of a start: its moments were those of the site's making. */
const timeless = (value, patterns) => {
  const drop = (here, [step, ...rest]) => {
    if (step === "*" && Array.isArray(here)) return here.map((one) => drop(one, rest));
    if (!isObject(here) || !(step in here)) return here;
    const { [step]: inner, ...others } = here;
    return rest.length ? { ...here, [step]: drop(inner, rest) } : others;
  };
  return patterns.reduce((left, pattern) => drop(left, pattern.split("/")), value);
};

/** A record that is there already, with what the start adds to its lists; the notes of those move with them. */
export const added = (record, { value = {}, notes = [], offers = [], adds }) => {
  if (!adds) return { value: record.value, notes: notes.filter(({ at }) => at.length < 2), offers };
  const lists = Object.entries(value).filter(([, one]) => Array.isArray(one));
  const had = Object.fromEntries(lists.map(([name]) => [name, (record.value[name] ?? []).length]));
  const more = Object.fromEntries(lists.filter(([, one]) => one.length).map(([name, one]) => [name, [...(record.value[name] ?? []), ...one]]));
  const moved = notes.map((note) => {
    const [name, at, ...rest] = note.at;
    return typeof at === "number" && name in had ? { ...note, at: [name, at + had[name], ...rest] } : note;
  });
  return { value: { ...record.value, ...more }, notes: moved, offers };
};

/** What a new record begins with: what the site knows for whoever writes, what the address says, what follows from today. */
export const begun = async ({ names, whole: { data }, who, query, offset }) => {
  const { properties } = data.schema;
  const me = who?.entry ?? null;
  const unit = query.get("unit") || (me?.unit ?? "");
  const of = data.starts === "person" ? me?.id : data.starts === "unit" && unit ? `unit.${unit}` : "";
  const listed = of ? ((await names.json(`starts/${data.kind}/index`).catch(() => null)) ?? []) : [];
  const made = listed.includes(of) ? await names.json(`starts/${data.kind}/${of}`) : null;
  const about = inPath(data.template).every((name) => !query.get(name) || query.get(name) === String(made?.value[name]));
  const start = about ? made : null; // of another week it would hold the wrong one's visits
  const value = { ...timeless(start?.value ?? {}, data.now ?? []) };
  const today = now(offset).slice(0, 10);
  const follows = { person: me?.id, unit, week: weekOf(today), month: today.slice(0, 7), on: today, day: today };
  for (const name of inPath(data.template)) {
    const known = follows[name];
    if (known && name in properties && value[name] === undefined) value[name] = known;
  }
  const free = (await names.json("free").catch(() => null))?.[data.kind];
  if (free && value[free.field] === undefined) value[free.field] = next(free, data.template, value, today);
  for (const [name, text] of query) {
    if (name in properties && text && !["array", "object"].includes(properties[name].type)) value[name] = text;
  }
  const ordered = Object.keys(properties).filter((name) => name in value);
  return { ...start, value: Object.fromEntries(ordered.map((name) => [name, value[name]])) };
};
