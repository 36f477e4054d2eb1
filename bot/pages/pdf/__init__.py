"""PDF files become text: characters become lines, lines blocks, and blocks are put into reading order."""
