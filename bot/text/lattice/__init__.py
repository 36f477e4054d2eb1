"""Chinese text → words as jieba cuts it: one text, or many at once by a lattice in arrays where there is no rjieba."""
