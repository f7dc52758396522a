/* What is done with a finished record: looked at, copied, downloaded, taken to the forge. */
import { button, el } from "./dom.js";
import { copy, download, writingPage } from "./forge.js";

const FORGES = { github: "GitHub", gitea: "Gitea", gitlab: "GitLab" };

export class HandIn {
  /** `whole` is the form; `text()` what its file holds; `done()` forgets the draft; `refuse(problems)` tells what is
      wrong; `was` is the path of the record that is changed, `asked` whether somebody asked to change that one. */
  constructor({ whole, text, done, refuse, forge, was, asked }) {
    Object.assign(this, { whole, text, refuse, forge, was, asked, insists: false });
    this.path = el("code", { class: "tz-form-path" });
    this.moved = el("p", { class: "tz-form-strange", hidden: true });
    this.status = el("p", { class: "tz-form-status", role: "status" });
    this.code = el("code", {});
    this.copies = button("复制", () => this.#do(() => this.#copy()), { "data-does": "copy" });
    this.loads = button("下载", () => this.#do(() => this.#download()), { "data-does": "download" });
    this.opens = button(was ? "打开修改页" : "打开新建页", () => this.#do(() => this.#open()), { "data-does": "open", class: "tz-form-first" });
    const name = FORGES[forge.kind];
    this.opens.hidden = !name;
    if (!name) this.copies.classList.add("tz-form-first");
    const ways = name
      ? `打开 ${name} ${was ? "修改这个文件" : "新建文件"}的页面,用您自己的账号提交。`
      : "复制以后,在代码库里照下面的位置新建文件并粘贴;不会的,下载后发给管理员。";
    this.element = el(
      "section",
      { class: "tz-form-hand", "aria-labelledby": "tz-hand" },
      el("h2", { id: "tz-hand", tabindex: "-1" }, "交上去"),
      el("p", {}, was ? "改好后,整个文件换成新的内容。" : "", ways),
      el("p", { class: "tz-form-where" }, "存到 ", this.path, " ", button("复制位置", () => this.#copyPath(), { class: "tz-form-quiet" })),
      this.moved,
      el("p", { class: "tz-form-does" }, this.opens, this.copies, this.loads),
      this.status,
      el("details", { class: "tz-form-preview" }, el("summary", {}, "看看文件里写的什么"), el("pre", { tabindex: "0" }, this.code)),
      el("p", { class: "tz-form-hint" }, "交好以后,把这里的草稿清掉:", button("已提交,清掉草稿", done, { class: "tz-form-quiet", "data-does": "done" })),
    );
  }

  /** What is written, and where. */
  tell() {
    this.insists = false;
    const path = this.whole.path;
    this.path.textContent = path ?? "(上面写全以后才知道)";
    const moved = this.was && path && path !== this.was;
    this.moved.hidden = !moved || this.whole.there(this.was) !== null;
    const old = this.asked ? "要删去" : "不动";
    if (moved) this.moved.textContent = `位置变了:新文件存到上面,原来的 ${this.was} ${old}。`;
    try {
      this.code.textContent = this.text();
    } catch {
      this.code.textContent = "";
    }
  }

  #say(words, strange = false) {
    this.status.textContent = words;
    this.status.toggleAttribute("data-strange", strange);
  }

  /** Look through it first; who presses again has it as it stands. */
  async #do(does) {
    const insists = this.insists;
    const problems = this.whole.checkAll();
    this.whole.tick();
    let written = true;
    try {
      this.text();
    } catch {
      written = false;
    }
    if (!written || !this.whole.path) {
      this.refuse(problems);
      this.#say(written ? "还不知道存到哪里:先把上面的写全。" : "有不能写进记录的字符,请删去后再交。", true);
      return;
    }
    if (this.whole.there(this.was) && !insists) {
      this.insists = true;
      this.#say("这一份已经有了:请到上面打开那一份来改。再按一次,就照现在的样子。", true);
      return;
    }
    if (problems.length && !insists) {
      this.refuse(problems);
      this.insists = true;
      this.#say(`还有 ${problems.length} 处要写或改。改好再交;再按一次,就照现在的样子。`, true);
      return;
    }
    await does();
  }

  get name() {
    return this.whole.path.slice(this.whole.path.lastIndexOf("/") + 1);
  }

  async #copy() {
    const done = await copy(this.text());
    this.#say(done ? "已复制。" : "浏览器不让复制,请下载,或在下面选中内容复制。", !done);
  }

  async #copyPath() {
    const done = this.whole.path && (await copy(this.whole.path));
    this.#say(done ? "位置已复制。" : "还没有复制。", !done);
  }

  #download() {
    download(this.text(), this.name);
    this.#say(`已下载 ${this.name}。`);
  }

  async #open() {
    const page = writingPage(this.forge, this.was && this.whole.path === this.was ? this.was : this.whole.path, this.text(), this.whole.path === this.was);
    if (page.carries) this.#say("已打开,内容已经填好,看一遍就可以提交。");
    else {
      const done = await copy(this.text());
      const words = done ? "内容已复制:在打开的页面里粘贴" : "浏览器不让复制,请用下载";
      this.#say(this.was ? `${words},换掉原来的全部内容。` : `${words}。`, !done);
    }
    window.open(page.address, "_blank", "noopener");
  }
}
