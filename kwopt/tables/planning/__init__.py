"""What the columns of a file mean: headers, known formats, and the plan made of them."""
