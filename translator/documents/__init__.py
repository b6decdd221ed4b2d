"""Documents: Markdown, HTML and subtitles in, the same document in the other language out."""
