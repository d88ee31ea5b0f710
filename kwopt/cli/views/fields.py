"""The fields that stand beside a title: what to paste into each, how full it is, what it adds."""

from collections.abc import Mapping

from kwopt.cli.figures import amount, count, percent
from kwopt.cli.screen import Screen
from kwopt.cli.views.checked import draw_findings
from kwopt.cli.voice import Voice
from kwopt.titles.fields import ComposedField


def draw_fields(screen: Screen, fields: Mapping[str, ComposedField], voice: Voice) -> None:
    """Draw each field on a line of its own, with its width and the worth of the keywords that it covers."""
    for name, field in fields.items():
        label = voice.term("field", name)
        if not field.values:
            screen.line("   " + voice.say("field_empty", field=label))
            continue
        screen.line(f"   {label}: {field.text}")
        screen.line("     " + _told(field, voice))
        draw_findings(screen, field.findings, voice)


def _told(field: ComposedField, voice: Voice) -> str:
    unit = voice.term("unit", field.unit)
    if field.is_list:
        values = voice.say("field_list", count=len(field.values), most=field.most_values)
        room = f"{values}; " + voice.say("field_each", limit=field.limit, unit=unit)
    else:
        room = voice.say("title_width", width=field.values[0].width, limit=field.limit, unit=unit)
    covers = voice.say(
        "field_covers", keywords=count(len(field.coverage)), value=amount(field.coverage_value)
    )
    proof = voice.say("field_best" if field.proof.proven else "field_gap", gap=percent(field.proof.gap))
    return "; ".join([room, covers, proof])
