"""What the layout of a page tells by itself, before the words do: conventions, and stories read by them."""
