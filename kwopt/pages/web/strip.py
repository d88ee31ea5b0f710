"""What the page says of itself: work under way and its cancel button, problems that stay until closed."""

from nicegui import ui

from kwopt.pages.web.visiting.visit import Visit

_TICK = 0.5  # s between two looks at the clock while there is work
_GRACE = 0.4  # s of work that nobody needs to be told of
_UNTOLD = frozenset({"choices"})  # what the page asks for itself: nobody waits for it, or wants to cancel it


def build_strip(visit: Visit) -> None:
    """Create the strip of work under way: stage, seconds, cancel; it takes no room where there is none."""
    with ui.element("div").classes("kw-strip").props("role=status aria-live=polite") as strip:
        ui.spinner(size="1.1em").props("aria-hidden=true")
        text = ui.label()
        clock = ui.label().classes("kw-quiet").props("aria-hidden=true")
        ui.button(visit.say("page.cancel"), on_click=visit.cancel).props("flat dense no-caps id=cancel")
    strip.set_visibility(False)

    def look() -> None:
        stages = visit.busy.stages
        timer.active = bool(stages)
        shown = [stage for stage in stages if stage.lasts() >= _GRACE and stage.name not in _UNTOLD]
        strip.set_visibility(bool(shown))
        if shown:
            text.set_text(visit.say(f"page.stage_{shown[0].name}"))
            clock.set_text(visit.say("page.seconds", seconds=int(shown[0].lasts())))

    async def changed() -> None:
        look()

    timer = ui.timer(_TICK, look, active=False)
    visit.when("busy", changed)
    look()


def build_problems(visit: Visit) -> None:
    """Create the place where problems stand."""
    place = ui.element("div").classes("kw-problems").props("id=problems role=alert")

    async def show() -> None:
        place.clear()
        with place:
            for text in visit.problems:
                _problem(visit, text)

    visit.when("problems", show)
    with place:
        for text in visit.problems:
            _problem(visit, text)


def _problem(visit: Visit, text: str) -> None:
    with ui.element("div").classes("kw-problem"):
        ui.label(text)
        close = ui.button(icon="close", on_click=lambda: visit.close_problem(text)).props("flat dense round")
        close.props["aria-label"] = visit.say("page.close")
