"""Pages: all results of one product side by side, and what people see of them who never open a shell.

`study` makes the results, each by one call of its room. `report` writes them as one file; `bench` keeps them
for a visitor of the local page, which `web` shows. `sentences` are shared with the terminal.
"""
