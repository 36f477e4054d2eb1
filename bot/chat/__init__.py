"""What people read: every sentence of the product, citations, and the conversation in the terminal."""
