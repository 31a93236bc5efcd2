"""A home's profile and a list of requirements become a draft: every item cited, what only the home knows left open."""
