"""The ledger: every outcome of every rule, indexed; ``compute`` is a pure function of book, history and as-of."""

from taizhang.ledger.compute import Ledger, compute

__all__ = ["Ledger", "compute"]
