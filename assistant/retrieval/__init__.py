"""Passages for a question: runs of one signature, fused, followed by references."""
