"""An evaluation's report: on the terminal, as JSON, as Markdown, as a page."""
