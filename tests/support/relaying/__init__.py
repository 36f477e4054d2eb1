"""Sets articles whose right reading is known anew in other layouts, so that the truth stays the same by construction.

A layout (`layouts.Layout`) is a record of settings; a change (`layouts.CHANGES`) turns one of them. Articles that are
read right in a base layout and wrong after a change show a habit of papers that the reader does not know.
"""
