"""Print runs: a table of supporters → one job of many letters."""
