"""All pages together: where each comes from, corrections by hand, stories over several pages, duplicates."""
