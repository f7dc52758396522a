"""The check of our own schemas: what their meta-schema says of them, and what it can't."""
