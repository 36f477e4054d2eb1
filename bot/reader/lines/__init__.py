"""What each line of a page is: headline, byline, body text, caption, or furniture such as the date line."""
