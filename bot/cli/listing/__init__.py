"""Pages beside what the reader made of them, for the eye: in a terminal and in a browser."""
