"""The stored index: written, memory-mapped, and refreshed when pages change."""
