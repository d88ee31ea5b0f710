"""How the site is built: one build for each language, whose pages stand in the folder of its name.

Read by Sphinx, which takes every name below for a setting; `docs/build.py` states the language.
"""

import sys
from pathlib import Path

DOCS = Path(__file__).resolve().parent
sys.path.insert(0, str(DOCS.parent))

from kwopt.version import __version__  # noqa: E402  (found by the line above)

project = "kwopt"
release = version = __version__
html_title = f"kwopt {__version__}"

extensions = [
    "myst_nb",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "docs.extensions.languages",
    "docs.extensions.plotting",
    "docs.extensions.searching",
]
exclude_patterns = ["**.ipynb_checkpoints"]

# Links to a heading of another page, as code hosts write them: [text](page.md#heading).
myst_heading_anchors = 4
myst_enable_extensions = ["deflist"]

# Notebooks hold their output; a test runs them again and compares.
nb_execution_mode = "off"
nb_merge_streams = True

autodoc_typehints = "signature"
autodoc_member_order = "bysource"
autodoc_default_options = {
    "members": True,
    "exclude-members": "set_fit_request, set_partial_fit_request, set_transform_request, set_predict_request",
}  # scikit-learn writes these methods itself
napoleon_google_docstring = False
napoleon_use_rtype = False
napoleon_preprocess_types = False

default_role = "py:obj"  # names in single backquotes: links where there is a page of them
html_search_language = "zh"  # of `docs.extensions.searching`, for pages in either language
locale_dirs = [str(DOCS / "locales")]  # what the theme says beside the pages
html_theme = "furo"
templates_path = ["templates"]
html_static_path = ["static"]
html_css_files = ["kwopt.css"]
html_copy_source = False
html_show_sphinx = False
html_show_copyright = False
html_sidebars = {
    "**": [
        "sidebar/brand.html", "sidebar/languages.html", "sidebar/search.html", "sidebar/scroll-start.html",
        "sidebar/navigation.html", "sidebar/scroll-end.html",
    ]
}  # fmt: skip
