"""Import every public name of an installed kwopt and ask every command for its help; a warning fails.

Run outside the checkout's root, as `PYTHON -W error -X dev .ci/imports.py`, by a Python that has kwopt.
"""

from contextlib import redirect_stdout
from io import StringIO

import kwopt
from kwopt.cli.main import COMMANDS, cli

for name in kwopt.__all__:
    getattr(kwopt, name)
for lang in ("en", "zh"):
    for command in ([], *([name] for name in COMMANDS)):
        with redirect_stdout(StringIO()) as said:
            cli.main([*command, "--lang", lang, "--help"], "kwopt", standalone_mode=False)
        assert "kwopt" in said.getvalue(), command
print(f"no warning: {len(kwopt.__all__)} public names, help of {len(COMMANDS)} commands, {kwopt.__file__}")
