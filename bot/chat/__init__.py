"""What people read: every sentence of the product, citations, the console conversation, and log redaction."""
