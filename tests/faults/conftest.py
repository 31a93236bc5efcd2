from tests.small_data import homes, small_corpus, small_data

__all__ = ["homes", "small_corpus", "small_data"]
