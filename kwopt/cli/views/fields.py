"""The fields that stand beside a title: what to paste into each, how full it is, what it adds."""

from collections.abc import Mapping

from kwopt.cli.screen import Screen
from kwopt.cli.views.checked import draw_findings
from kwopt.cli.voice import Voice
from kwopt.pages.sentences.titles import field_told
from kwopt.titles.fields import ComposedField


def draw_fields(screen: Screen, fields: Mapping[str, ComposedField], voice: Voice) -> None:
    """Draw each field on a line of its own, with its width and the worth of the keywords that it covers."""
    for name, field in fields.items():
        label = voice.term("field", name)
        if not field.values:
            screen.line("   " + voice.say("field_empty", field=label))
            continue
        screen.line(f"   {label}: {field.text}")
        screen.line("     " + field_told(field, voice))
        draw_findings(screen, field.findings, voice)
