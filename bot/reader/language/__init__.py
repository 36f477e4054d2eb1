"""How likely characters follow each other in newspapers, and stand in a headline."""
