"""An index in Milvus: searched in place of the local postings, or all that a machine has (extra `milvus`)."""
