"""What the panels of titles and the editor share: a text with its marks, covered keywords, findings.

`SCRIPT` holds the components that draw these, for the elements of both panels.
"""

from pathlib import Path

SCRIPT = Path(__file__).with_name("kwopt_title_parts.js")
