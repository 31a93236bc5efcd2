"""A PDF or web page becomes pages, provisions, references, passages, vectors."""
