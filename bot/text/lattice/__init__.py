"""Many texts → words at once, as jieba cuts each alone: a word lattice in arrays, for indexes made without rjieba."""
