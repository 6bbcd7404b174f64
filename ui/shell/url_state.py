"""What a visitor chose on a page, as a dataclass whose fields say how they stand in the link.

    @dataclass
    class State(UrlState, key="scatter"):
        model: str = in_link(OneOf(available), usual="vae_d2", start=first)
        seed: int = in_link(Whole(0, 99), usual=0)
        answered: int = 0

`State.mine()` is this visitor's: read from the link once, then kept in the session. `put_in_url()` writes what is not
as everybody begins with. A value of the link that is odd counts as not given; `refused` says which those were.
"""

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any, ClassVar, Protocol, Self

import streamlit as st

from ui.shell import url

# What depends on what is there, or on the fields before: the state as far as it is read goes in.
Asked = Callable[[Any], Any]
_ALWAYS = object()
_METADATA = "link"


class Kind(Protocol):
    """How a value is read from the parameter `name`, None where it is absent or odd, and how it is written."""

    def read(self, name: str, state: Any) -> Any: ...

    def written(self, value: Any) -> str | int | bool | None: ...


def _known(allowed: Iterable[str] | Asked, state: Any) -> Iterable[str]:
    return allowed(state) if callable(allowed) else allowed


@dataclass(frozen=True)
class OneOf:
    """One of these texts, written as it is. `convert` makes the value of it; numbers are written in `form`."""

    allowed: Iterable[Any] | Asked
    form: str = ""
    convert: Callable[[str], Any] = str

    def read(self, name: str, state: Any) -> Any:
        found = url.names(name, [self.written(one) for one in _known(self.allowed, state)])
        return self.convert(found[0]) if found else None

    def written(self, value: Any) -> str | None:
        return None if value is None else format(value, self.form)


@dataclass(frozen=True)
class Several:
    """A list of these texts, the first `at_most` of them. `nothing` is the word for an empty one."""

    allowed: Iterable[str] | Asked
    at_most: int | None = None
    nothing: str = ""

    def read(self, name: str, state: Any) -> list[str] | None:
        found = url.names(name, [*_known(self.allowed, state), *([self.nothing] if self.nothing else [])])
        if found is None:
            return None
        return [one for one in found if one != self.nothing][: self.at_most]

    def written(self, value: Iterable[str]) -> str:
        return ",".join(value) or self.nothing


@dataclass(frozen=True)
class Whole:
    """A whole number from `low` to `high`, written in plain digits; `shift` is added to the value in the link."""

    low: int
    high: int | Asked
    shift: int = 0

    def read(self, name: str, state: Any) -> int | None:
        found = url.whole_number(name, self.low, self.high(state) if callable(self.high) else self.high)
        return None if found is None else found - self.shift

    def written(self, value: int | None) -> int | None:
        return None if value is None else value + self.shift


@dataclass(frozen=True)
class Number:
    """A finite number; `fit` brings it into its range, or gives None where it is out of it."""

    fit: Callable[[float, Any], float | None]
    form: str = "g"

    def read(self, name: str, state: Any) -> float | None:
        found = url.point(name, 1)
        return self.fit(found[0], state) if found else None

    def written(self, value: float | None) -> str | None:
        return None if value is None else format(value, self.form)


@dataclass(frozen=True)
class Point:
    """So many finite numbers; `fit` may check or move them, None where they will not do."""

    dimension: int = 2
    fit: Callable[[tuple[float, ...], Any], Any] = lambda point, _state: point
    form: str = "g"

    def read(self, name: str, state: Any) -> Any:
        found = url.point(name, self.dimension)
        return self.fit(found, state) if found else None

    def written(self, value: Iterable[float] | None) -> str | None:
        return None if value is None else ",".join(format(one, self.form) for one in value)


@dataclass(frozen=True)
class Path:
    """Points of a plane, at least `least` of them and the first `at_most`; an empty path leaves the link."""

    at_most: int
    least: int = 2

    def read(self, name: str, _state: Any) -> tuple[tuple[float, float], ...] | None:
        found = url.points(name, self.at_most)
        return tuple(found[0]) if found and len(found[0]) >= self.least else None

    def written(self, value: Iterable[tuple[float, float]]) -> str | None:
        return url.of_points(value) or None


@dataclass(frozen=True)
class Flag:
    """Written as 1 where it holds, else not at all."""

    def read(self, name: str, _state: Any) -> bool | None:
        return url.flag(name) or None

    def written(self, value: bool) -> bool:
        return value


@dataclass(frozen=True)
class Link:
    """How a field stands in the link.

    usual: the value that leaves it. start: the one without a link, where that is another. only_if: whether the field
    counts at all, asked of the state. name: of the parameter, where it is not the field's.
    """

    kind: Kind
    usual: Any
    start: Any
    only_if: Callable[[Any], bool] | None = None
    name: str = ""

    def given(self, value: Any, state: Any) -> Any:
        """What to hand to `url.put`."""
        if self.only_if is not None and not self.only_if(state):
            return None
        usual = self.usual(state) if callable(self.usual) else self.usual
        return None if usual is not _ALWAYS and value == usual else self.kind.written(value)


def link(
    kind: Kind,
    *,
    usual: Any = _ALWAYS,
    start: Any = _ALWAYS,
    only_if: Callable[[Any], bool] | None = None,
    name: str = "",
) -> Link:
    """Without `usual` the value always stands in the link. Both may be functions of the state read so far."""
    if usual is _ALWAYS and start is _ALWAYS:
        raise TypeError("say with what value to start")
    return Link(kind, usual, usual if start is _ALWAYS else start, only_if, name)


def in_link(kind: Kind, **how: Any) -> Any:
    """A field that stands in the link; `how` as for `link`. Its default is the value to start with, where fixed."""
    made = link(kind, **how)
    metadata = {_METADATA: (None, {"": made})}
    if isinstance(made.start, list):
        return field(default_factory=made.start.copy, metadata=metadata)
    return field(default=None if callable(made.start) else made.start, metadata=metadata)


def in_links(make: Callable[..., Any], start: Any, /, **parts: Link) -> Any:
    """A field whose value is an object: each part is an attribute of it with its own parameter.

    `make(**parts)` builds it from what the link says; `start` is the object where nothing is said.
    """
    return field(default=start, metadata={_METADATA: (make, parts)})


def _start(one: Link, state: Any) -> Any:
    start = one.start(state) if callable(one.start) else one.start
    return start.copy() if isinstance(start, list) else start


@dataclass(kw_only=True)
class UrlState:
    """The base of such dataclasses. refused: parameters that the link gave and that could not be taken."""

    refused: tuple[str, ...] = field(default=(), compare=False)
    _key: ClassVar[str] = ""

    def __init_subclass__(cls, key: str = "", **more: Any) -> None:
        super().__init_subclass__(**more)
        cls._key = key or cls._key

    @classmethod
    def _links(cls) -> Iterable[tuple[str, Callable[..., Any] | None, Mapping[str, Link]]]:
        for one in dataclasses.fields(cls):
            if _METADATA in one.metadata:
                make, parts = one.metadata[_METADATA]
                yield one.name, make, {part: _named(how, part or one.name) for part, how in parts.items()}

    @classmethod
    def from_url(cls, **known: Any) -> Self:
        """As the link says; `known` are fields that it does not decide."""
        found, refused = SimpleNamespace(**known), []
        for name, make, parts in cls._links():
            values = {}
            for part, how in parts.items():
                value = how.kind.read(how.name, found)
                if value is None and url.given(how.name) and not isinstance(how.kind, Flag):
                    refused.append(how.name)
                values[part] = _start(how, found) if value is None else value
            setattr(found, name, make(**values) if make else values[""])
        return cls(**{**vars(found), "refused": tuple(refused)})

    @classmethod
    def mine(cls, **known: Any) -> Self:
        """This visitor's; at first as the link says."""
        if cls._key not in st.session_state:
            st.session_state[cls._key] = cls.from_url(**known)
        return st.session_state[cls._key]

    def put_in_url(self, *only: str) -> None:
        """All that restores this screen, as far as it is not what everybody begins with; or only some fields of it."""
        values = {}
        for name, make, parts in self._links():
            if only and name not in only:
                continue
            value = getattr(self, name)
            for part, how in parts.items():
                values[how.name] = how.given(getattr(value, part) if make else value, self)
        url.put(**values)


def _named(one: Link, name: str) -> Link:
    return one if one.name else dataclasses.replace(one, name=name)


def clamped(low: float, high: float, decimals: int) -> Callable[[float, Any], float]:
    """For `Number`: rounded, then brought to the nearest end of its range."""

    def fit(value: float, _state: Any) -> float:
        return min(max(round(value, decimals), low), high)

    return fit
