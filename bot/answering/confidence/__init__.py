"""How likely it is that the first hit answers, from features of the question and of that hit."""
