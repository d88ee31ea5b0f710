"""What a product leaves unsaid, as questions, each with the demand that waits for the answer."""

from collections.abc import Sequence

from kwopt.cli.screen import Screen
from kwopt.cli.voice import Voice
from kwopt.numerals import count
from kwopt.pages.sentences.titles import asked
from kwopt.scoring.questions.missing import MissingFact

_SHOWN = 5


def draw_facts(screen: Screen, facts: Sequence[MissingFact], voice: Voice) -> None:
    """Draw the questions that most searches wait for, and how to answer them."""
    if not facts:
        return
    screen.line()
    screen.heading(voice.say("open_questions"))
    for fact in facts[:_SHOWN]:
        screen.line(f"  {asked(fact, voice)}")
    if len(facts) > _SHOWN:
        screen.line("  " + voice.say("more_questions", count=count(len(facts) - _SHOWN)))
    screen.line("  " + voice.say("how_to_answer"))
