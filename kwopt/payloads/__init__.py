"""Results as JSON documents: plain values, the envelope around a result, and one body a command."""

from kwopt.payloads.bodies import (
    audit_body,
    bid_body,
    check_body,
    dropped_records,
    inspect_body,
    match_body,
    product_document,
    score_body,
    score_counts,
    scored_records,
    title_body,
    with_reason,
)
from kwopt.payloads.envelope import Envelope, error_document, schema, settings_in_force
from kwopt.payloads.text import json_parts, record_lines
from kwopt.payloads.values import Document, Encoded, Records, frame_records, plain

__all__ = [
    "Document",
    "Encoded",
    "Envelope",
    "Records",
    "audit_body",
    "bid_body",
    "check_body",
    "dropped_records",
    "error_document",
    "frame_records",
    "inspect_body",
    "json_parts",
    "match_body",
    "plain",
    "product_document",
    "record_lines",
    "schema",
    "score_body",
    "score_counts",
    "scored_records",
    "settings_in_force",
    "title_body",
    "with_reason",
]
