"""Where parts are worked on: in this process, in several, or on a cluster."""

from kwopt.runs.engines.crewed import CrewedEngine
from kwopt.runs.engines.engine import ATTEMPTS, Engine
from kwopt.runs.engines.in_process import InProcess
from kwopt.runs.engines.naming import ENGINES, engine_named, usable_cores
from kwopt.runs.engines.processes import Processes

__all__ = [
    "ATTEMPTS",
    "ENGINES",
    "CrewedEngine",
    "Engine",
    "InProcess",
    "Processes",
    "engine_named",
    "usable_cores",
]
