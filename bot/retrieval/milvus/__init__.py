"""Searching in Milvus in place of the local postings (extra `milvus`)."""
