"""The words of a question: how much of them a text has, and which no article has."""
