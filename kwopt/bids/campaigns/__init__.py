"""What a whole report is asked for: lists, a budget's split, targets, files to upload."""
