/* Search: what the theme asks of its search worker, answered for Chinese. The theme's own splits a question into single
   characters and drops the last one; this one finds words wherever they stand, in either script, and all of them.

   Message 0 brings the index and 1 answers that it is there; 2 brings a question and 3 answers with pages, each a list:
   the page itself, then its sections. Titles and texts of the index are HTML, and so are those of an answer. */
(() => {
  "use strict";
  const MOST = 300;
  const NAMED = { lt: "<", gt: ">", amp: "&", quot: '"' };
  const forms = new Map();
  let entries = [];

  const plain = (html) =>
    html
      .replace(/<[^>]*>/g, " ")
      .replace(/&(?:#(\d+)|(\w+));/g, (all, code, name) => (code ? String.fromCodePoint(code) : (NAMED[name] ?? all)))
      .replace(/\s+/g, " ")
      .trim();

  const escaped = (text) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

  /** A text as it is compared: simplified, half-width, lower case, sign for sign as long as it was. */
  const folded = (text) => {
    const same = text
      .replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
      .replace(/[\u4e00-\u9fff]/g, (sign) => forms.get(sign) ?? sign);
    const lower = same.toLowerCase();
    return lower.length === same.length ? lower : same;
  };

  const entry = ({ location, title, text = "" }) => {
    const words = { title: plain(title), text: plain(text) };
    const [asTitle, asText] = [folded(words.title), folded(words.text)];
    const close = `${asTitle}\n${asText}`.replace(/ /g, "");
    return { location, page: location.split("#")[0], ...words, asTitle, asText, close };
  };

  /** How well an entry answers a word: 0 for not at all, most for a title that is the word. */
  const worth = (one, word) => {
    if (one.asTitle === word) return 100;
    if (one.asTitle.startsWith(word)) return 40 + 10 / one.title.length;
    if (one.asTitle.includes(word)) return 20 + 10 / one.title.length;
    if (` ${one.asText} `.includes(` ${word} `)) return 12;
    if (one.asText.includes(word)) return 5;
    return one.close.includes(word) ? 3 : 0;
  };

  /** A question that no page answers as it stands: cut where its script changes, Chinese in pieces of two signs. */
  const pieces = (words) =>
    words
      .flatMap((word) => word.match(/[\u4e00-\u9fff]+|[^\u4e00-\u9fff]+/g))
      .flatMap((run) => {
        if (!/^[\u4e00-\u9fff]{3,}$/.test(run)) return [run];
        return Array.from(run.slice(1), (_, at) => run.slice(at, at + 2));
      });

  const scored = (words, least) => {
    const found = [];
    for (const one of entries) {
      const worths = words.map((word) => worth(one, word));
      if (worths.filter(Boolean).length < least) continue;
      found.push({ one, score: worths.reduce((sum, each) => sum + each, 0) });
    }
    return found;
  };

  const marked = (text, words) => {
    const same = folded(text);
    let html = "";
    for (let at = 0; at < text.length; ) {
      const word = words.find((each) => same.startsWith(each, at));
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
    const words = [...new Set(folded(question).split(/[\s、。,;?!"“”]+/).filter(Boolean))];
    if (!words.length) return [];
    let asked = words;
    let found = scored(words, words.length);
    if (!found.length) {
      asked = [...new Set(pieces(words))];
      found = scored(asked, Math.max(1, Math.ceil(asked.length / 2)));
    }
    const pages = new Map();
    for (const { one, score } of found) {
      const page = pages.get(one.page) ?? { best: 0, parts: [] };
      page.best = Math.max(page.best, score);
      page.parts.push({ one, score });
      pages.set(one.page, page);
    }
    const told = (one, score) => ({
      location: one.location,
      title: marked(one.title, asked),
      text: around(one, asked),
      score,
      terms: {},
    });
    return [...pages]
      .sort(([, one], [, other]) => other.best - one.best)
      .slice(0, MOST)
      .map(([page, { best, parts }]) => {
        const own = entries.find((one) => one.location === page) ?? parts[0].one;
        const sections = parts.filter(({ one }) => one !== own).sort((one, other) => other.score - one.score);
        return [told(own, best), ...sections.map(({ one, score }) => told(one, score))];
      });
  };

  addEventListener("message", ({ data: { type, data } }) => {
    if (type === 0) {
      for (const alike of data.config.forms ?? []) for (const form of alike.slice(1)) forms.set(form, alike[0]);
      entries = data.docs.map(entry);
      postMessage({ type: 1 });
    } else if (type === 2) {
      postMessage({ type: 3, data: { items: answer(data) } });
    }
  });
})();
