"""Records as tables: a layout from each schema, its file as XLSX or CSV, and the way back, row by row."""
