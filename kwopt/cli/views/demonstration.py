"""What `kwopt demo` shows: each step with the command that does it, shortened."""

from kwopt.cli.screen import Screen
from kwopt.cli.views.bids import draw_bids
from kwopt.cli.views.keywords import draw_keywords
from kwopt.cli.views.titles import draw_titles
from kwopt.cli.voice import Voice
from kwopt.columns import ROW_COUNTS
from kwopt.numerals import count
from kwopt.pages.study import Study
from kwopt.resources.samples import sample

_ROWS = 8
"""Rows of each table: a demo is read, not searched."""


def draw_demonstration(screen: Screen, found: Study, name: str, n: int, voice: Voice) -> None:
    """Draw all steps on the sample `name`, each under the command that repeats it."""
    day = found.settings.to_dict()["as_of"]
    screen.line(voice.say("demo_start", product=found.product.label, day=day))
    keywords, product = f"{name}_keywords.csv", f"{name}.toml"
    _step(screen, f"kwopt inspect {keywords}")
    for file in found.table.describe(voice.lang):
        screen.line(voice.say("file_rows", **{name: count(file[name]) for name in ROW_COUNTS}))
        for record in [*file["repairs"], *file["refusals"]]:
            screen.line(f"  {record['message']}")
    _step(screen, f"kwopt score {keywords} --product {product}")
    draw_keywords(screen, found.scored, found.facts, voice, shown=_ROWS)
    _step(screen, f"kwopt title {keywords} --product {product} -m {found.marketplace.name} -n {n}")
    draw_titles(screen, found.titles, voice)
    _step(screen, f"kwopt bid {keywords} --product {product}")
    if found.bids:
        draw_bids(screen, found.bids, voice, shown=_ROWS)
    for notice in found.bids.notices if found.bids else ():
        screen.line(voice.say(f"level_{notice.level}", text=notice.to_dict(voice.lang)["message"]))
    screen.line()
    screen.line(voice.say("demo_end"))
    screen.line(voice.say("demo_samples", folder=str(sample(keywords).parent)))


def _step(screen: Screen, command: str) -> None:
    screen.line()
    screen.line(f"$ {command}", style="bold cyan")
    screen.line()
