/* Notes of a start are written for the draft file of `taizhang new`: what tells how to edit a file is left out here. */

const OF_FILES = /“# ”|\btrue\b|\bfalse\b|\[\]|下面的样子|各行开头|\bpassive\b|taizhang /;

export const plain = (note) =>
  String(note)
    .split(/(?<=[。;；])/)
    .filter((part) => !OF_FILES.test(part))
    .join("")
    .replace(/[;；,，]$/, "。");

export const notesOf = (note) => [...(note.above ?? []), ...(note.beside ? [note.beside] : [])].map(plain).filter(Boolean);
