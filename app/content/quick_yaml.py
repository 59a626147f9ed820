"""YAML events from libyaml, forty times as fast as those of a parser in Python; its findings are not ours to word.

Whatever libyaml refuses, and whatever organisers' files need not hold (tags, anchors, directives), is left to the
parser in Python, which then has the last word and words the fault.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Any

import yaml
from ruamel.yaml import events

QuickLoader: Any = getattr(yaml, "CBaseLoader", None)


class NotQuickError(Exception):
    """The text holds something that is read with the parser in Python."""


class QuickParser:
    """What a composer of ruamel.yaml asks of a parser."""

    def __init__(self, text: str, loader: object) -> None:  # noqa: ARG002  ruamel's signature
        self._events = _events(text)
        self._next: events.Event | None = None

    def peek_event(self) -> events.Event:
        if self._next is None:
            self._next = next(self._events)
        return self._next

    def get_event(self) -> events.Event:
        found, self._next = self.peek_event(), None
        return found

    def check_event(self, *kinds: type[events.Event]) -> bool:
        return not kinds or isinstance(self.peek_event(), kinds)

    def dispose(self) -> None:
        self._events.close()


def _events(text: str) -> Generator[events.Event, None, None]:
    for event in yaml.parse(text, Loader=QuickLoader):
        if _is_special(event):
            raise NotQuickError
        yield _AS[type(event)](event)


def _is_special(event: Any) -> bool:
    return any(getattr(event, name, None) for name in ("anchor", "tag", "version", "tags"))


def _scalar(event: Any) -> events.Event:
    # libyaml names a plain style by an empty text.
    style = event.style or None
    return events.ScalarEvent(None, None, event.implicit, event.value, event.start_mark, event.end_mark, style=style)


def _beginning(kind: Any) -> Callable[[Any], events.Event]:
    def made(event: Any) -> events.Event:
        found: events.Event = kind(
            None, None, event.implicit, event.start_mark, event.end_mark, flow_style=event.flow_style
        )
        return found

    return made


def _mark(kind: Any) -> Callable[[Any], events.Event]:
    def made(event: Any) -> events.Event:
        found: events.Event = kind(event.start_mark, event.end_mark)
        return found

    return made


_AS: dict[type, Callable[[Any], events.Event]] = {
    yaml.ScalarEvent: _scalar,
    yaml.MappingStartEvent: _beginning(events.MappingStartEvent),
    yaml.SequenceStartEvent: _beginning(events.SequenceStartEvent),
    **{
        getattr(yaml, name): _mark(getattr(events, name))
        for name in (
            "StreamStartEvent",
            "StreamEndEvent",
            "DocumentStartEvent",
            "DocumentEndEvent",
            "MappingEndEvent",
            "SequenceEndEvent",
        )
    },
}
