"""Pages: all results of one product side by side, and what people see of them who never open a shell."""
