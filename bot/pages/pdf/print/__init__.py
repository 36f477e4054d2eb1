"""What is printed on a page of a PDF file: characters, lines, blocks, and drawn rules."""
