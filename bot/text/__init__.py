"""Chinese text: characters, words, sentences, numbers and names, and what papers print everywhere."""
