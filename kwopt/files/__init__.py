"""Files as the disk knows them: where one may stand, written whole or not at all, told by their digest."""
