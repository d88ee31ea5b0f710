"""Documents for users: their pages, what makes pages from the code (`generate`), and the site (`build`)."""
