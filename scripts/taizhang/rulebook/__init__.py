"""Rulebooks: regulations as data, each rule with its clause, its parameters by date and its worked examples."""

from taizhang.rulebook.rulebook import Change, Clause, Rule, Rulebook, Version, rulebooks_of

__all__ = ["Change", "Clause", "Rule", "Rulebook", "Version", "rulebooks_of"]
