"""Passages become an answer: reranked by sentence, cut to an excerpt, marked, with a confidence."""
