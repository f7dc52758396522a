"""Facts: dated statements from records and their history, and the registers of who is who as of a day."""
