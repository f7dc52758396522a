"""What a form needs of a record that is there, to change it: its values and the comments that a person wrote.

Only where the reader may read all of it: a form that knows a part would write the record without the rest.
"""

from __future__ import annotations

from markupsafe import Markup

from taizhang.publish.forms import as_json
from taizhang.publish.forms.kinds import formed
from taizhang.publish.view import View
from taizhang.records.text.comments import comments_of
from taizhang.records.text.decoding import decode

ESCAPES = {character: f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}
"""What would end a script element, or a line in one."""


def record_data(view: View, path: str) -> Markup:
    """The record at ``path`` as JSON that can stand in a script element; nothing where no form may change it."""
    record = view.book.at(path)
    if record is None or path in view.partial or path in view.book.refused or view.personal(path):
        return Markup()
    if record.kind not in {kind.name for kind in formed(view)}:
        return Markup()
    comments = [
        {"at": list(one.at)}
        | {name: told for name, told in (("above", one.above), ("beside", one.beside), ("below", one.below)) if told}
        for one in comments_of(decode(view.book.content(path)))
    ]
    data = as_json({"path": path, "kind": record.kind, "value": record.data, "comments": comments})
    for character, escaped in ESCAPES.items():
        data = data.replace(character, escaped)
    return Markup(data)  # noqa: S704 - what has a meaning in HTML is escaped
