"""A corpus that is served while its pages change: watched, indexed in the background, switched in one step."""
