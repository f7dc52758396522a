"""The ledger: every outcome of every rule, indexed; ``compute`` is a pure function of book, history and as-of."""

from taizhang.ledger.compute import compute
from taizhang.ledger.ledger import Ledger

__all__ = ["Ledger", "compute"]
