"""The report: everything kwopt found for one product, as one HTML file that stands alone.

First the content is built as frozen records (`content`), then it is rendered (`render`).
"""

from kwopt.pages.report.content import report_of
from kwopt.pages.report.records import Report
from kwopt.pages.report.render import html_of, report_html

__all__ = ["Report", "html_of", "report_html", "report_of"]
