"""Parts of the panels of titles: documents ready to be shown, and the elements that show them."""
