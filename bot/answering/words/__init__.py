"""The words of a question: how much of them a text has, which no article has, and what a text lacks."""
