"""What belongs together becomes one article: the parts of a story on several pages, and stories printed twice."""
