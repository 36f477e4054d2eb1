"""What belongs to a page and to no article: its head, its sections and columns, its editors, slogans and adverts."""
