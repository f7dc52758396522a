/* Dates, moments, times and periods as records write them: the same as scripts/taizhang/when says. Years run from 1900 to
   2199; everything is text, and a day is counted in whole days since 1970, so that no time zone has a say. */

const DATE = /^(?:19|2[01])[0-9]{2}-[0-9]{2}-[0-9]{2}$/;
const TIME = /^(?:[01][0-9]|2[0-3]):[0-5][0-9]$/;
const NUMBERED = /^((?:19|2[01])[0-9]{2})(?:-([WQH]?)([0-9]{1,2}))?$/;
const DAY = 864e5;
const MONTHS = { "": [12, 2], Q: [4, 1], H: [2, 1] }; // how many there are in a year, with how many digits

/** The number of the day that `text` writes (2026-10-13), or null where there is no such day. */
export function dayNumber(text) {
  if (typeof text !== "string" || !DATE.test(text)) return null;
  const [year, month, day] = text.split("-").map(Number);
  const at = new Date(Date.UTC(year, month - 1, day));
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day ? at.getTime() / DAY : null;
}

/** The day of that number as records write it. */
export const dayText = (number) => new Date(number * DAY).toISOString().slice(0, 10);

export const isDate = (text) => dayNumber(text) !== null;
export const isTime = (text) => TIME.test(text);
export const isMoment = (text) => text[10] === " " && isDate(text.slice(0, 10)) && isTime(text.slice(11));

/** How many ISO weeks a year has. */
export function weeksOf(year) {
  const first = new Date(Date.UTC(year, 0, 1)).getUTCDay();
  const leap = new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1;
  return first === 4 || (leap && first === 3) ? 53 : 52;
}

/** Whether `text` is the key of a day, week, month, quarter, half-year, year or term (first..last day) that exists. */
export function isPeriod(text) {
  if (text.includes("..")) {
    const at = text.indexOf("..");
    const [first, last] = [dayNumber(text.slice(0, at)), dayNumber(text.slice(at + 2))];
    return first !== null && last !== null && first <= last;
  }
  if (isDate(text)) return true;
  const found = NUMBERED.exec(text);
  if (found === null) return false;
  const [, year, kind, number] = found;
  if (number === undefined) return true;
  const [most, digits] = kind === "W" ? [weeksOf(Number(year)), 2] : MONTHS[kind];
  return number.length === digits && Number(number) >= 1 && Number(number) <= most;
}

/** Of each format that schemas name: whether a text is one. */
export const FORMATS = {
  date: isDate,
  moment: isMoment,
  time: isTime,
  week: isPeriod,
  month: isPeriod,
  quarter: isPeriod,
  "half-year": isPeriod,
  year: isPeriod,
  period: isPeriod,
};
