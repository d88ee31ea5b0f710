"""Elements that several panels use. They know no results, but texts that they show."""
