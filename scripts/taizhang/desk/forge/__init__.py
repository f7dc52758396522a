"""What stands between a company and its code forge: who approves what, trailers of merges, ready workflows."""
