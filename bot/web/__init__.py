"""The web page: ask, and read the passage in its article beside the page that it is printed on."""
