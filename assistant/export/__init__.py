"""A draft or an answer as a file to send: Word, tagged PDF or Markdown, from one tree in which words stay words."""
