/* Search: what the theme asks of its search worker, answered for Chinese. The theme's own splits a question into single
   characters and drops the last one; this one finds words wherever they stand, in either script, and reads a question
   as it is typed in one breath: its dates, the words that it is made of, what else these are called.

   Message 0 brings the theme's index, which is hollow, and 1 answers that it is there; 2 brings a question and 3 answers
   with pages, each a list: the page itself, then its sections. Titles and texts of the index are HTML, and so are those of an answer. What people
   ask with comes with the entries (site/pages/words.yaml): families of pages, words for the same, words that only ask. */
(() => {
  "use strict";
  const MOST = 300;
  const LONGEST = 8; // signs of a word that a question is cut into
  const LEAST = 0.05; // of the best answer's worth: what is worth less is left out
  const LIKE = 0.7; // of the worth of the word that was typed: another one for it
  const LIKED = 1.5; // times as much as it were else: what answers questions of this kind
  const DAY = 864e5;
  const NAMED = { lt: "<", gt: ">", amp: "&", quot: '"' };
  const HAN = /[\u4e00-\u9fff]/;
  const forms = new Map();
  const known = new Set(); // words that a question is cut into
  const same = new Map(); // what else a word is called
  let idle = new Set();
  let asks = [];
  let families = new Map();
  let today = new Date();
  let entries = [];
  let pagesOf = new Map();

  const plain = (html) =>
    html
      .replace(/<[^>]*>/g, " ")
      .replace(/&(?:#(\d+)|(\w+));/g, (all, code, name) => (code ? String.fromCodePoint(code) : (NAMED[name] ?? all)))
      .replace(/\s+/g, " ")
      .trim();

  const escaped = (text) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

  /** A text as it is compared: simplified, half-width, lower case, sign for sign as long as it was. */
  const folded = (text) => {
    const alike = text
      .replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
      .replace(/[\u4e00-\u9fff]/g, (sign) => forms.get(sign) ?? sign);
    const lower = alike.toLowerCase();
    return lower.length === alike.length ? lower : alike;
  };

  /** A text without what stands between its signs: zhangwei is zhang wei, xq2026008 is XQ-2026-008. */
  const close = (text) => text.replace(/[\s\-·.]+/g, "");

  const entry = ({ location, title, text = "" }) => {
    const words = { title: plain(title), text: plain(text) };
    const [asTitle, asText] = [folded(words.title), folded(words.text)];
    const page = location.split("#")[0];
    const folder = page.split("/")[0];
    const list = page.split("/").length < 3; // a list of its family, or a written page
    const family = families.get(folder) ?? { called: "", words: "", weight: 1 };
    const tight = close(`${asTitle}\n${asText}`);
    const own = folded(page.split("/").at(-2) ?? "");
    return { location, page, folder, own, list, family, ...words, asTitle, asText, spaced: ` ${asText} `, tight };
  };

  /** How well an entry answers a word: 0 for not at all, most for a title that is the word. */
  const worth = (one, { text, spaced, tight }) => {
    const at = one.asTitle.indexOf(text);
    if (at >= 0) return one.asTitle === text ? 100 : (at ? 20 : 30) + 10 / one.title.length;
    if (one.own === text) return 25;
    if (/^[0-9]{2,}$/.test(text) && one.own.endsWith(text)) return 15; // the end of its number, as people say it
    if (one.asText.includes(text)) return one.spaced.includes(spaced) ? 12 : 5;
    if (one.family.words.includes(spaced)) return 4;
    return tight && one.tight.includes(tight) ? 3 : 0;
  };

  /** A text to look for: what stands alone, and of numbers and Latin letters what they are without their signs. */
  const wanted = (text) => ({ text, spaced: ` ${text} `, tight: /[a-z0-9]/.test(text) && text.length > 1 ? close(text) : "" });

  const two = (number) => String(number).padStart(2, "0");
  const dayOf = (date) => `${date.getUTCFullYear()}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;
  const monthly = (year, month) => [`${year}-${two(month)}`, `${year} 年 ${month} 月`, `${year}年${month}月`];

  /** The week of a day as records name it: 2026-W46. */
  const weekOf = (date) => {
    const thursday = new Date(date.getTime() + (3 - ((date.getUTCDay() + 6) % 7)) * DAY);
    const first = new Date(Date.UTC(thursday.getUTCFullYear(), 0, 1));
    return `${thursday.getUTCFullYear()}-w${two(Math.floor((thursday - first) / DAY / 7) + 1)}`;
  };

  /** The year in which a month was last, or comes within two months. */
  const yearOf = (month) => today.getUTCFullYear() - (month > today.getUTCMonth() + 3 ? 1 : 0);

  const monthsOn = (months) => {
    const then = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + months, 1));
    return monthly(then.getUTCFullYear(), then.getUTCMonth() + 1);
  };
  const daysOn = (days) => new Date(today.getTime() + days * DAY);

  /** Dates as people write them, with what pages call them; those that count from today need not be there. */
  const DATES = [
    [/(\d{4})[年./-](\d{1,2})[月./-](\d{1,2})[日号]?/, (_, y, m, d) => [`${y}-${two(m)}-${two(d)}`]],
    [/(\d{4})[年./-](\d{1,2})(?:月份?|(?![\d-]))/, (_, y, m) => monthly(y, Number(m))],
    [/(?<![\d.a-z-])(\d{1,2})[月.](\d{1,2})[日号]?(?![\d.])/, (_, m, d) => [`${yearOf(m)}-${two(m)}-${two(d)}`, `${two(m)}-${two(d)}`]],
    [/(?<![\d-])(\d{1,2})月份?/, (_, m) => monthly(yearOf(m), Number(m))],
    [/第?(?<![\d-])(\d{1,2})周/, (_, w) => [`${today.getUTCFullYear()}-w${two(w)}`]],
    [/今天|今日/, () => [dayOf(today)], true],
    [/昨天|昨日/, () => [dayOf(daysOn(-1))], true],
    [/明天/, () => [dayOf(daysOn(1))], true],
    [/这周|本周|这星期/, () => [weekOf(today)], true],
    [/上上周/, () => [weekOf(daysOn(-14))], true],
    [/上周|上星期|上个星期/, () => [weekOf(daysOn(-7))], true],
    [/下周|下星期|下个星期/, () => [weekOf(daysOn(7))], true],
    [/这个月|本月|当月/, () => monthsOn(0), true],
    [/上个月|上月/, () => monthsOn(-1), true],
    [/下个月|下月/, () => monthsOn(1), true],
  ];

  /** A part of a question: the texts that answer it, each with its weight; what is ``free`` need not be found. */
  const term = (typed, alike = []) => ({
    texts: [[wanted(typed), 1], ...alike.filter((text) => text !== typed).map((text) => [wanted(text), LIKE])],
    free: false,
  });

  const called = (word) => term(word, same.get(word));

  /** Cuts a run of Chinese into the longest words known; what is left over into pieces of two signs. */
  const cut = (run) => {
    const terms = [];
    let rest = "";
    const end = () => {
      if (rest.length === 2) terms.push(called(rest));
      if (rest.length > 2) for (let at = 0; at + 2 <= rest.length; at += 1) terms.push(term(rest.slice(at, at + 2)));
      if (rest.length === 1 && run.length < 3) terms.push(term(rest));
      rest = "";
    };
    for (let at = 0; at < run.length; ) {
      let length = Math.min(LONGEST, run.length - at);
      while (length > 0 && !known.has(run.slice(at, at + length)) && !idle.has(run.slice(at, at + length))) length -= 1;
      if (!length) {
        rest += run[at];
        at += 1;
        continue;
      }
      const word = run.slice(at, at + length);
      end();
      if (known.has(word)) terms.push(called(word));
      at += length;
    }
    end();
    return terms;
  };

  /** A question: what was typed between spaces, each with its terms; all of them must be answered in part at least. */
  const read = (question) => {
    const parts = [];
    let left = folded(question).replace(/[、。,;?!"“”]+/g, " ");
    for (const [pattern, texts, free] of DATES) {
      left = left.replace(new RegExp(pattern, "g"), (all, ...groups) => {
        parts.push({ typed: "", terms: [{ texts: [all, ...texts(all, ...groups)].map((text) => [wanted(text), 1]), free }] });
        return " ";
      });
    }
    for (const typed of left.split(/\s+/).filter(Boolean)) {
      const terms = typed.match(/[\u4e00-\u9fff]+|[^\u4e00-\u9fff]+/g).flatMap((run) => (HAN.test(run) ? cut(run) : [called(run)]));
      parts.push({ typed, terms: terms.length || parts.length ? terms : [term(typed)] });
    }
    const text = folded(question);
    const kinds = asks.filter(([heard]) => heard.some((word) => text.includes(word)));
    const [folders, signs] = [new Set(kinds.flatMap(([, named]) => named)), kinds.flatMap(([, , starts]) => starts)];
    return { parts: parts.filter(({ terms }) => terms.length), folders, signs };
  };

  /** How much every entry is worth to a question: rare words count most, and that many of them are there. */
  const scored = ({ parts, folders, signs }) => {
    const terms = parts.flatMap((part) => part.terms);
    const seen = new Map(terms.map((one) => [one, 0]));
    const told = entries.map((one) => {
      const worths = new Map();
      for (const each of terms) {
        const best = each.texts.reduce((most, [text, part]) => Math.max(most, part * worth(one, text)), 0);
        if (best) {
          worths.set(each, best);
          seen.set(each, seen.get(each) + 1);
        }
      }
      return [one, worths];
    });
    const weight = new Map(terms.map((each) => [each, Math.log2(2 + entries.length / (1 + seen.get(each)))]));
    const wholes = new Map(parts.map(({ typed }) => [typed, wanted(typed)]));
    const sum = (list) => list.reduce((all, each) => all + weight.get(each), 0);
    const found = [];
    for (const [one, worths] of told) {
      if (!worths.size) continue;
      let score = 0;
      let covered = 1; // how much of what was typed is there
      for (const { typed, terms: own } of parts) {
        const needed = own.filter((each) => !each.free);
        const there = needed.filter((each) => worths.has(each));
        const share = needed.length ? sum(there) / sum(needed) : 1;
        const whole = own.length > 1 && typed ? worth(one, wholes.get(typed)) : 0;
        covered *= whole ? 1 : share;
        score += whole * 3 + own.reduce((all, each) => all + (worths.get(each) ?? 0) * weight.get(each), 0);
      }
      if (covered < 0.3 || !score) continue;
      const liked = folders.has(one.folder) || (folders.has("lists") && one.list) ? LIKED : 1;
      const suits = signs.some((sign) => one.asText.startsWith(`${sign} `)) ? LIKED : 1;
      found.push({ one, score: score * covered * covered * liked * suits * one.family.weight });
    }
    const best = Math.max(0, ...found.map(({ score }) => score));
    return found.filter(({ score }) => score >= best * LEAST);
  };

  const marked = (text, words) => {
    const alike = folded(text);
    let html = "";
    for (let at = 0; at < text.length; ) {
      const word = words.find((each) => alike.startsWith(each, at));
      const end = at + (word?.length ?? 1);
      html += word ? `<mark>${escaped(text.slice(at, end))}</mark>` : escaped(text.slice(at, end));
      at = end;
    }
    return html;
  };

  /** The part of a text where the first of the words stands. */
  const around = (one, words) => {
    const places = words.map((word) => one.asText.indexOf(word)).filter((place) => place >= 0);
    const start = Math.max(0, Math.min(...places, one.text.length) - 30);
    const from = places.length ? start : 0;
    const part = one.text.slice(from, from + 120);
    return `${from ? "…" : ""}${marked(part, words)}${from + 120 < one.text.length ? "…" : ""}`;
  };

  const answer = (question) => {
    const asked = read(question);
    if (!asked.parts.length) return [];
    const texts = asked.parts.flatMap(({ typed, terms }) => [typed, ...terms.flatMap((one) => one.texts.map(([{ text }]) => text))]);
    const words = [...new Set(texts)].filter((text) => text.length > 1 || (text && texts.length < 3)).sort((one, other) => other.length - one.length);
    const pages = new Map();
    for (const { one, score } of scored(asked)) {
      const page = pages.get(one.page) ?? { best: 0, parts: [] };
      page.best = Math.max(page.best, score);
      page.parts.push({ one, score });
      pages.set(one.page, page);
    }
    const told = (one, score) => ({
      location: one.location,
      title: marked(one.title, words),
      text: around(one, words),
      score,
      terms: {},
    });
    return [...pages]
      .sort(([, one], [, other]) => other.best - one.best)
      .slice(0, MOST)
      .map(([page, { best, parts }]) => {
        const own = pagesOf.get(page) ?? parts[0].one;
        const sections = parts.filter(({ one }) => one !== own).sort((one, other) => other.score - one.score);
        const kind = own.family.called;
        const first = { ...told(own, best), ...(kind && kind !== own.title ? { tags: [escaped(kind)] } : {}) };
        return [first, ...sections.map(({ one, score }) => told(one, score))];
      });
  };

  /** Takes in what people ask with. */
  const learn = ({ families: named = {}, same: groups = [], idle: empty = [], asks: kinds = [] }) => {
    families = new Map(
      Object.entries(named).map(([folder, [name, words, weight = 1]]) => [
        folder,
        { called: name, words: ` ${folded(`${name} ${words}`)} `, weight },
      ]),
    );
    for (const group of groups) {
      const alike = group.map((word) => folded(String(word)));
      for (const word of alike) {
        known.add(word);
        same.set(word, [...new Set([...(same.get(word) ?? []), ...alike])]);
      }
    }
    for (const { words } of families.values()) for (const word of words.trim().split(" ")) known.add(word);
    idle = new Set(empty.map((word) => folded(String(word))));
    asks = kinds.map(([heard, folders, starts = []]) => [heard.map((word) => folded(String(word))), folders, starts.map(folded)]);
  };

  /** What is searched, fetched at the first question: most pages are read without one. */
  let fetched;
  const fetching = async () => {
    const answered = await fetch(new URL("../search/entries.json", location.href), { cache: "no-cache" });
    if (!answered.ok) throw new Error(`entries: ${answered.status}`);
    take(await answered.json());
  };

  const take = ({ config, docs }) => {
    for (const alike of config.forms ?? []) for (const form of alike.slice(1)) forms.set(form, alike[0]);
    today = new Date(`${config.as_of || new Date().toISOString().slice(0, 10)}T00:00Z`);
    learn(config.words ?? {});
    entries = docs.map(entry);
    pagesOf = new Map(entries.filter((one) => one.location === one.page).map((one) => [one.page, one]));
    for (const one of entries) {
      if (one.asTitle.length > 1 && one.asTitle.length <= LONGEST && !/[^\u4e00-\u9fff]/.test(one.asTitle)) known.add(one.asTitle);
    }
  };

  addEventListener("message", async ({ data: { type, data } }) => {
    if (type === 0) {
      postMessage({ type: 1 });
    } else if (type === 2) {
      await (fetched ??= fetching().catch((error) => {
        fetched = undefined; // the next question tries again
        throw error;
      }));
      postMessage({ type: 3, data: { items: answer(data) } });
    }
  });
})();
