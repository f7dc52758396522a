"""The warm check: what every record gives and asks is kept, so that a check reads only what changed (design §12)."""
