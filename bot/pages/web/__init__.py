"""Web pages become articles: HTML becomes blocks, and the blocks of an article its headline, text and authors."""
