"""Text, Word, Excel and print: receives rows, computes nothing."""
