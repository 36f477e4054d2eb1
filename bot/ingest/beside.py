"""The names of the files that an operator puts beside pages."""

__all__ = ["FIXES", "SIDECAR"]

# A page's name and this: corrections of what the reader made of it.
FIXES = ".fix"
# Where the pages of a folder come from.
SIDECAR = "pages.toml"
