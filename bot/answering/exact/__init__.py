"""The exact words that answer, chosen among all words of an article that look like an answer."""
