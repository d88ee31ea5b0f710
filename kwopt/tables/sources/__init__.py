"""Where the bytes of a table come from, what is packed in them, and which encoding they are in."""
