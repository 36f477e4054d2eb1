"""Which lines belong together: captions, paragraphs, the borders between stories, and their headlines."""
