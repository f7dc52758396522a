/* Elements from plain values: texts are only ever text. */

let made = 0;
export const fresh = () => `tz-f${(made += 1)}`;

export const el = (tag, given = {}, ...inside) => {
  const one = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) one.addEventListener(name.slice(2), value);
    else one.setAttribute(name, value === true ? "" : String(value));
  }
  one.append(...inside.flat().filter((part) => part !== undefined && part !== null && part !== ""));
  return one;
};

export const button = (words, onclick, given = {}) => el("button", { type: "button", onclick, ...given }, words);
