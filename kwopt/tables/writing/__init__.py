"""Tables as files: six formats, cells made safe, written whole or not at all."""
