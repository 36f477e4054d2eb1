"""Lines of a page that say who wrote a story, and from where: bylines, dispatches, lead-ins."""
