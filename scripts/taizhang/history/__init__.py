"""What Git knows of the records: when each landed on the company's line, what changed afterwards, who approved."""
