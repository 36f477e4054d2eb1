"""Where people already are: the corpus as a tool or a retriever of other programs, each behind its extra."""
