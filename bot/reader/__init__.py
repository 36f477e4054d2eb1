"""One page becomes articles: headline, authors, paragraphs, and where each of their characters stands."""
