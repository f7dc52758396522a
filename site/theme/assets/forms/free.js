/* The next free number or id of a record, as `taizhang new` would give it (desk/any_stub.py), from forms/data/free.json. */

const PLACE = /\{([a-z_]+)(?::([0-9]+))?\}/g;
const LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz";

/** Where a record belongs; nothing while a field that its path needs is missing. */
const filled = (template, value) => {
  let missing = false;
  const path = template.replace(PLACE, (_, name, count) => {
    const text = typeof value[name] === "number" ? String(value[name]) : value[name];
    if (typeof text !== "string" || text === "" || text.includes("/") || text === "." || text === "..") {
      missing = true;
      return "";
    }
    return count ? text.slice(0, Number(count)) : text;
  });
  return missing ? undefined : path;
};

/** The first that no record has, or the first at all as long as the record's place is not known. */
const untaken = ({ field, taken }, template, value, tried) => {
  for (let number = 1; ; number += 1) {
    const one = tried(number);
    const path = filled(template, { ...value, [field]: one });
    if (path === undefined || !taken.includes(path)) return one;
  }
};

const ways = {
  number: (entry, template, value) => untaken(entry, template, value, (number) => number),
  dated: (entry, template, value, day) => {
    const own = !entry.letter && typeof value.person === "string" && value.person;
    const stem = `${day}-${own || entry.letter}`;
    return untaken(entry, template, value, (number) => (own ? (number === 1 ? stem : `${stem}-${number}`) : `${stem}${number}`));
  },
  numbered: ({ stem, yearly, digits, last }, _, __, day) => {
    const whole = yearly ? `${stem}${day.slice(0, 4)}-` : stem;
    return whole + String((last[whole] ?? 0) + 1).padStart(digits, "0");
  },
  random: ({ stem, length }) => {
    let made = stem;
    while (made.length < stem.length + length) {
      const [one] = crypto.getRandomValues(new Uint8Array(1));
      if (one < 252) made += LETTERS[one % 36]; // 252 is 7 times 36: every letter is as likely
    }
    return made;
  },
};

/** What the numbered field of a kind's path should hold: `entry` is the kind's in free.json, `day` the day of writing. */
export const next = (entry, template, value, day) => ways[entry.way](entry, template, value, day);
