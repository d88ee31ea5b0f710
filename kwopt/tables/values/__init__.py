"""What a cell says: the value grammar of exports, for one cell and for whole columns."""
