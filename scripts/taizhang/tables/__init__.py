"""Tables for other departments: workbooks made of what is confirmed (A8.6)."""
