"""Pages become a tree of provisions; one small module a family of layout."""
