"""The words of the field: what the product is about. Pure values, no files or frameworks."""
