"""Articles become an index, and a query becomes scored passages (BM25)."""
