/* The forge's own pages for a new or a changed file: an address, and whether it takes the text along. */

const LONGEST = 8000; // characters of an address that every forge's server takes

const parts = (path) => path.split("/").map(encodeURIComponent).join("/");

/** Where a file is written: `{address, carries}`; null where the site knows no forge. */
export const writingPage = ({ kind, url, branch }, path, text, exists = false) => {
  if (!kind || !/^https?:\/\//.test(url ?? "")) return null;
  const base = url.replace(/\/+$/, "").replace(/\.git$/, "");
  const on = parts(branch || "main");
  if (exists) {
    const edit = { github: `/edit/${on}/${parts(path)}`, gitea: `/_edit/${on}/${parts(path)}`, gitlab: `/-/edit/${on}/${parts(path)}` }[kind];
    return edit ? { address: base + edit, carries: false } : null;
  }
  const folder = path.slice(0, path.lastIndexOf("/"));
  const name = path.slice(path.lastIndexOf("/") + 1);
  const empty = {
    github: `/new/${on}?filename=${encodeURIComponent(path)}`,
    gitea: `/_new/${on}/${parts(folder)}/?filename=${encodeURIComponent(name)}`,
    gitlab: `/-/new/${on}?file_name=${encodeURIComponent(path)}`,
  }[kind];
  if (!empty) return null;
  const whole = `${base}${empty}&value=${encodeURIComponent(text)}`;
  const carries = kind !== "gitlab" && whole.length <= LONGEST;
  return { address: carries ? whole : base + empty, carries };
};

/** Text to the clipboard, also on pages that are not served over https; whether it went there. */
export const copy = async (text) => {
  const place = document.createElement("textarea");
  place.value = text;
  place.className = "tz-form-away";
  place.setAttribute("aria-hidden", "true");
  document.body.append(place);
  const focused = document.activeElement;
  place.select();
  let copied = false;
  try {
    copied = document.execCommand("copy");
  } catch {
    copied = false;
  }
  place.remove();
  focused?.focus?.({ preventScroll: true });
  if (copied || !navigator.clipboard) return copied;
  return navigator.clipboard.writeText(text).then(() => true, () => false);
};

export const download = (text, name) => {
  const address = URL.createObjectURL(new Blob([text], { type: "application/yaml" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
};
