"""The site: what an audience may see, its page families, and their stamping into the shells that MkDocs renders."""
