"""What a question wants, and what the words of an answer to it look like."""
