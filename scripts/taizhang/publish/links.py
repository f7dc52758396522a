"""Addresses of stamped pages, and the relative links between them: one depth, ``<family>/<id>/``."""

from __future__ import annotations

from taizhang.problem import Place
from taizhang.rules.outcome import ClauseSource, Obligation

ROOT = "records/"
SUFFIX = ".yaml"


def record_id(path: str) -> str:
    """A record's id in addresses: its path with dots for slashes, without the suffix and the usual root."""
    return path.removeprefix(ROOT).removesuffix(SUFFIX).replace("/", ".")


def anchor(obligation: Obligation) -> str:
    """The id of an obligation's row on its person's page: its key, less the person whose page it is."""
    return "-".join(part for part in obligation.key.split("/") if part != obligation.person)


class Links:
    """The links from one page, which notes the records it cites: they get pages of their own."""

    def __init__(self, address: str, cited: set[str]) -> None:
        self._root = "../" * address.count("/") or "./"
        self._cited = cited

    def page(self, address: str) -> str:
        """A page by its address from the site's root."""
        return self._root + address

    def person(self, identity: str) -> str:
        """A person's page."""
        return self.page(f"people/{identity}/")

    def obligation(self, obligation: Obligation) -> str:
        """An obligation's row on its person's page; the rule's page where nobody is named who owes it."""
        if not obligation.person:
            return self.rule(obligation.rule)
        return f"{self.person(obligation.person)}#{anchor(obligation)}"

    def rule(self, identity: str) -> str:
        """A rule's page."""
        return self.page(f"rules/{identity}/")

    def clause(self, identity: str) -> str:
        """A clause's page."""
        return self.page(f"clauses/{identity}/")

    def record(self, path: str, line: int | None = None) -> str:
        """A record's page, at one of its lines."""
        self._cited.add(path)
        return self.page(f"records/{record_id(path)}/") + (f"#L{line}" if line else "")

    def place(self, place: Place) -> str:
        """The line of a record's page that a place names."""
        return self.record(place.path, place.line)

    def clause_source(self, source: ClauseSource) -> str:
        """The page of the clause that a cause rests on."""
        return self.clause(source.clause)
