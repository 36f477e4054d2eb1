"""Chinese text: characters, words, numbers and names. Knows nothing of newspapers or of files."""
