/* A form for one kind of record: what is known is there, what only a person can say is asked, and the file comes of it.
   Nothing leaves the browser; drafts are kept in it alone. */
import { checker } from "./check.js";
import { button, el } from "./dom.js";
import { drafts } from "./drafts.js";
import { HandIn } from "./hand_in.js";
import { added, begun, Names } from "./sources.js";
import { now, short } from "./times.js";
import { Who } from "./who.js";
import { Whole } from "./whole.js";
import { document as written } from "./yaml.js";

class Page {
  constructor(place) {
    this.place = place;
    this.kind = place.dataset.form;
    this.site = new URL(place.dataset.site, location.href);
    this.offset = place.dataset.offset;
    const { forge = "", forgeUrl = "", forgeBranch = "" } = place.dataset;
    this.forge = { kind: forge, url: forgeUrl, branch: forgeBranch };
    this.query = new URLSearchParams(location.search);
    this.names = new Names(this.site);
    this.lead = el("div", { class: "tz-form-lead" });
    this.wrong = el("div", { class: "tz-form-summary", role: "alert", tabindex: "-1", hidden: true });
    this.fields = el("form", { novalidate: true, class: "tz-form", "aria-label": document.title, onsubmit: (event) => event.preventDefault() });
    this.count = el("span", {});
    this.bar = el(
      "div",
      { class: "tz-form-bar", hidden: true },
      this.count,
      button("检查全部", () => this.checked(), { "data-does": "check" }),
      button("去交", () => this.hand.element.querySelector("h2").focus(), { "data-does": "go" }),
    );
    place.replaceChildren(this.lead, this.wrong, this.fields, this.bar);
  }

  async load() {
    const [data, sentences] = await Promise.all([this.names.json(`kinds/${this.kind}`), this.names.json("sentences")]);
    if (!data || !sentences) throw new Error("no data");
    const check = checker(data.schema, sentences, this.kind);
    const names = (kind) => this.names.of(kind);
    this.whole = new Whole({ data, check, names, offset: this.offset, told: () => this.told() });
    const record = this.query.get("record") ?? "";
    this.opened = record ? await this.names.record(record, this.kind) : null;
    if (record && !this.opened) {
      this.lead.append(el("p", { class: "tz-form-strange" }, "这条记录在这里打不开,下面是新的一份。"));
    }
    this.drafts = drafts(this.kind, this.opened ? record : "");
    if (!this.opened) {
      this.who = new Who(this, () => this.begin());
      this.lead.append(this.who.element);
      await this.who.ready;
    }
    await this.begin();
  }

  /** What was kept is offered; else the record as it is, or the start. */
  async begin() {
    const kept = this.drafts.read();
    if (!kept) return this.anew();
    this.place.dataset.ready = "";
    const go = (does) => async () => {
      banner.remove();
      await does();
      this.first()?.focus();
    };
    const on = button("继续上次", go(() => this.anew(kept)), { class: "tz-form-first", "data-does": "resume" });
    const off = button("重新开始", go(() => {
      this.drafts.forget();
      return this.anew();
    }), { "data-does": "restart" });
    const words = `上次写到一半,${short(kept.saved)} 存在这个浏览器里${kept.path ? `(${kept.path.slice(kept.path.indexOf("/") + 1)})` : ""}。`;
    const banner = el("div", { class: "tz-form-banner" }, el("p", {}, words), el("p", { class: "tz-form-does" }, on, off));
    this.lead.querySelector(".tz-form-banner")?.remove();
    this.lead.append(banner);
    this.fields.replaceChildren();
    this.bar.hidden = true;
    return undefined;
  }

  async anew(kept) {
    this.ready = false;
    const draft = kept?.value;
    const start = await this.start();
    this.comments = kept?.comments ?? this.opened?.comments ?? [];
    const notes = draft ? (start.notes ?? []).filter(({ at }) => at.length < 2 || alike(at, draft, start.value)) : start.notes;
    const shown = this.whole.start(draft ?? start.value, { ...start, notes, existing: Boolean(this.opened) });
    this.hand = new HandIn({
      whole: this.whole,
      text: () => this.text(),
      done: () => this.done(),
      refuse: (problems) => this.list(problems),
      forge: this.forge,
      was: this.opened?.path ?? "",
      asked: this.query.has("record"),
    });
    const told = el("p", { class: "tz-form-hint tz-form-kept" }, "写的内容随时存在这个浏览器里,关掉也不丢;别人看不到,换一台设备就没有。");
    this.doubled = "";
    this.second = el("p", { class: "tz-form-banner tz-form-strange", role: "status", hidden: true });
    this.whole.top.basics.after(this.second);
    this.fields.replaceChildren(shown, told, this.hand.element);
    this.bar.hidden = false;
    this.wrong.hidden = true;
    this.ready = true;
    this.told({ keep: false });
    this.whole.grow();
    this.place.dataset.ready = "";
  }

  /** The record that is to be changed; one that is there already, with what it lacks; or a new one. */
  async start() {
    this.there?.remove();
    if (this.query.get("record") && this.opened) return { value: this.opened.value };
    const start = await begun(this);
    this.opened = start.record ? await this.names.record(start.record, this.kind) : null;
    if (!start.record) return start;
    const words = this.opened
      ? `这一份已经有了,下面就是它${start.adds ? ",还没有的接在后面" : ""}。交的时候,整个文件换成新的内容。`
      : "这一份已经有了,但在这里打不开;请不要另交一份。";
    this.there = el("p", { class: "tz-form-strange" }, words);
    this.lead.append(this.there);
    if (!this.opened) return start;
    return added(this.opened, start);
  }

  /** Told before anything is handed in: there is such a record already, and where to change it. */
  double() {
    const there = this.whole.there(this.opened?.path);
    if ((there?.id ?? "") === this.doubled) return;
    this.doubled = there?.id ?? "";
    this.second.hidden = !there;
    if (!there) return;
    const link = there.open ? el("a", { href: `?record=${encodeURIComponent(there.id)}` }, "打开那一份来改") : null;
    const words = there.open ? "这一份已经有了,交上去会盖掉它。" : "这一份已经有了,交上去会盖掉它;它在这里打不开,请问管理员。";
    this.second.replaceChildren(words, link ?? "");
  }

  first() {
    return [...this.whole.top.fields.values()].find((one) => one.element.parentNode === this.whole.top.main);
  }

  text() {
    return written(this.whole.value, this.whole.comments(this.comments));
  }

  /** Something changed: the preview, the count of what is left, the draft. */
  told({ keep = true } = {}) {
    if (!this.ready) return;
    this.hand.tell();
    this.double();
    const left = this.whole.problems.length;
    this.count.textContent = left ? `还有 ${left} 处要写或改` : "写好了,可以交";
    this.bar.toggleAttribute("data-done", !left);
    if (!this.wrong.hidden) this.list(this.whole.shown, { jump: false });
    if (keep) {
      const comments = this.comments.length ? { comments: this.whole.comments(this.comments) } : {};
      this.drafts.write({ value: this.whole.draft, saved: now(this.offset), path: this.whole.path, ...comments });
    }
  }

  checked() {
    const problems = this.whole.checkAll();
    if (problems.length) this.list(problems);
    else {
      this.wrong.hidden = true;
      this.hand.element.querySelector("h2").focus();
    }
  }

  /** Everything that is wrong, each leading to its field. */
  list(problems, { jump = true } = {}) {
    this.wrong.hidden = !problems.length;
    const rows = problems.map((one) => el("li", {}, button(where(one), () => one.field.focus(), { class: "tz-form-quiet" })));
    this.wrong.replaceChildren(el("p", {}, el("b", {}, `${problems.length} 处要写或改`)), el("ol", {}, rows));
    if (jump && problems.length) this.wrong.focus();
  }

  done() {
    this.drafts.forget();
    const again = this.opened ? null : button("再写一份", () => this.anew(), { "data-does": "again" });
    this.fields.replaceChildren(el("div", { class: "tz-form-banner", role: "status", tabindex: "-1" }, el("p", {}, "草稿已清掉。合并以后,网站下次更新就看得到。"), again));
    this.bar.hidden = this.wrong.hidden = true;
    this.fields.firstChild.focus();
  }
}

/** Whether an element that a note is about is the same in a draft. */
const alike = ([list, at], draft, start) => {
  const [one, other] = [draft[list]?.[at], start[list]?.[at]];
  return Boolean(one && other) && Object.entries(other).every(([name, value]) => typeof value === "boolean" || one[name] === value);
};

/** A problem with the thing of a list that it stands in. */
const where = ({ field, message }) => {
  for (let one = field; one; one = one.parent) {
    if (one.row && one.words) return `${one.words.textContent}:${message}`;
  }
  return message;
};

for (const place of document.querySelectorAll("[data-form]")) {
  const page = new Page(place);
  page.load().catch(() => {
    place.replaceChildren(el("p", { class: "tz-form-strange" }, "表单打不开。刷新一下;还不行就告诉管理员。"));
    place.dataset.ready = "";
  });
}
