"""The command line: each command reads, calls one function of the core, and writes. No arithmetic here.

`main` holds the group, `commands` one module each, `views` what a terminal shows of each result.
"""
