"""A question becomes an answer, a draft, a finding."""
