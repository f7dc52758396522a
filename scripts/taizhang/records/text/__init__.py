"""The strict YAML reader: from bytes to plain data, every value's place, and friendly words for what is no YAML."""
