"""The names of the files that lie beside pages: what an operator puts there, and a stored index."""

__all__ = ["FIXES", "INDEX", "INDEX_LOCK", "SIDECAR"]

# A page's name and this: corrections of what the reader made of it.
FIXES = ".fix"
# Where the pages of a folder come from.
SIDECAR = "pages.toml"
# What a folder with a stored index holds; such a folder is no part of the corpus that it may lie in.
INDEX = "baowen-index.json"
INDEX_LOCK = "lock"
