"""Files become pages: which files belong to a corpus, and what text they hold."""
