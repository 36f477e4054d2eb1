"""Vectors of meaning: a sentence encoder, and the vectors that it makes of the passages of a stored index."""
