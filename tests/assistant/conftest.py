from tests.small_data import homes, served, small_corpus, small_data

__all__ = ["homes", "served", "small_corpus", "small_data"]
