"""Question files and TREC qrels: how often the right passage comes first, and how sure that figure is."""
