"""Judged questions and the measures; the baseline that the product is measured against."""
