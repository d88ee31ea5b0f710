"""Long files read block by block into blocks of keywords on disk, in bounded memory."""
