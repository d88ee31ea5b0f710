"""One module a command; heavy packages are imported inside the command, so that help stays instant."""
