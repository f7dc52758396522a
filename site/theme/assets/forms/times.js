/* The company's time, and what the browser's own inputs for dates call it. */

const two = (number) => String(number).padStart(2, "0");

/** Now in the company's time zone: `2026-10-16 17:20`. `offset` is `+08:00`. */
export const now = (offset) => {
  const [, sign, hours, minutes] = /^([+-])([0-9]{2}):([0-9]{2})$/.exec(offset) ?? [0, "+", 8, 0];
  const shift = (Number(hours) * 60 + Number(minutes)) * (sign === "-" ? -1 : 1);
  return new Date(Date.now() + shift * 60_000).toISOString().slice(0, 16).replace("T", " ");
};

const day = (text) => {
  const one = new Date(`${text}T00:00Z`);
  return Number.isNaN(one.getTime()) ? null : one;
};

export const weekday = (text) => {
  const one = day(text);
  return one ? `周${"日一二三四五六"[one.getUTCDay()]}` : "";
};

/** A week's first and last day, `10-12 至 10-18`; nothing where there is no such week. */
export const daysOf = (week) => {
  const [, year, number] = /^([0-9]{4})-W([0-9]{2})$/.exec(week) ?? [];
  const fourth = year ? day(`${year}-01-04`) : null;
  if (!fourth || Number(number) < 1) return "";
  const monday = fourth.getTime() + ((Number(number) - 1) * 7 - ((fourth.getUTCDay() + 6) % 7)) * 864e5;
  const shown = [0, 6].map((after) => new Date(monday + after * 864e5));
  return shown.map((one) => `${two(one.getUTCMonth() + 1)}-${two(one.getUTCDate())}`).join(" 至 ");
};

/** The ISO week of a day. */
export const weekOf = (text) => {
  const one = day(text);
  if (!one) return "";
  const thursday = new Date(one.getTime() + (3 - ((one.getUTCDay() + 6) % 7)) * 864e5);
  const first = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  return `${thursday.getUTCFullYear()}-W${two(1 + Math.floor((thursday.getTime() - first) / (7 * 864e5)))}`;
};

/** What a date or moment is called in a line: `10-13 周二`, `10-13 09:40`. */
export const short = (text) => {
  if (/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text)) return `${text.slice(5)} ${weekday(text)}`;
  return /^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}$/.test(text) ? text.slice(5) : text;
};

/** The browser's input for each way of writing a time: its type, how it is read and shown, what it can hold. */
export const INPUTS = {
  date: { type: "date", fits: /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/ },
  moment: {
    type: "datetime-local",
    fits: /^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}$/,
    read: (text) => text.slice(0, 16).replace("T", " "),
    show: (text) => text.replace(" ", "T"),
  },
  week: { type: "week", fits: /^[0-9]{4}-W[0-9]{2}$/ },
  month: { type: "month", fits: /^[0-9]{4}-[0-9]{2}$/ },
  time: { type: "time", fits: /^[0-9]{2}:[0-9]{2}$/, read: (text) => text.slice(0, 5) },
};
