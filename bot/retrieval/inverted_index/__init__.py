"""An inverted index in arrays: a list of terms, their postings, and the top k texts for a query.

A text is whatever is scored: a passage, or a whole article. Terms and texts are numbers here.
"""
