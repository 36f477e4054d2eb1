"""What people think of answers, and answers that come later than their question."""
