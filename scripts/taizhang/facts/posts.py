"""Which posts lead a unit: said once, for who approves, who answers for whose records, and who signs on paper."""

from __future__ import annotations

NEAREST_FIRST = (
    "supervisor",
    "showroom-manager",
    "catering-manager",
    "sales-manager",
    "director",
    "regional-manager",
    "leader-in-charge",
    "deputy-general-manager",
    "general-manager",
)
"""Posts that lead the people who serve customers, the nearest to them first: so they sign."""
OF_DEPARTMENTS = ("marketing-manager", "hr-manager", "finance-manager", "finance-director")
"""Posts that lead a department."""
LEADING = frozenset({*NEAREST_FIRST, *OF_DEPARTMENTS, "catering-supervisor", "chairman"})
"""Every post that leads a unit: it answers for the unit's records and those of the units below."""
