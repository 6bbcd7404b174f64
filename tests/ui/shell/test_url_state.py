"""State in the link: read with suspicion, written only where it differs from how everybody begins."""

from dataclasses import dataclass, field

import pytest

from ui.shell import url
from ui.shell.url_state import (
    Flag,
    Number,
    OneOf,
    Path,
    Point,
    Several,
    UrlState,
    Whole,
    clamped,
    in_link,
    in_links,
    link,
)

MODELS = ["one", "two", "three"]


@dataclass(frozen=True)
class Draws:
    seed: int = 1
    count: int = 100


@dataclass
class State(UrlState, key="example"):
    model: str = in_link(OneOf(lambda _state: MODELS), usual="two", start=lambda _state: MODELS[0])
    notch: float = in_link(OneOf([0.5, 1.0, 4.0], "g", float), usual=1.0)
    models: list[str] = in_link(Several(MODELS, 2), usual=["one", "two"])
    layers: list[str] = in_link(Several(["a", "b"], nothing="none"), usual=["a"])
    number: int = in_link(Whole(0, 9), usual=0, name="set")
    seed: int = in_link(Whole(0, 99), start=7)
    round: int = in_link(Whole(1, 50, shift=1), start=0)
    warm: float = in_link(Number(clamped(0, 2, 1)), usual=1.0, name="t")
    style: tuple = in_link(Point(2), usual=(0.0, 0.0))
    z: tuple | None = in_link(Point(form=".3f"), usual=None, only_if=lambda state: state.model == "one")
    path: tuple = in_link(Path(3), usual=())
    raw: bool = in_link(Flag(), usual=False)
    draws: Draws = in_links(
        Draws, Draws(), seed=link(Whole(0, 9), usual=1, name="of"), count=link(Whole(0, 999), usual=100)
    )
    answered: int = 0
    known: dict = field(default_factory=dict)


@pytest.fixture
def query(monkeypatch) -> dict[str, str]:
    given: dict[str, str] = {}
    monkeypatch.setattr(url.st, "query_params", given)
    monkeypatch.setattr(url.st, "session_state", {})
    return given


def test_an_empty_link_gives_what_everybody_begins_with(query):
    state = State.from_url()
    assert state == State(model="one")
    assert state.refused == ()
    state.put_in_url()
    # What has no usual value always stands there; "two" is usual, so "one" is not.
    assert query == {"model": "one", "seed": "7", "round": "1"}


def test_what_was_written_is_read_again(query):
    state = State(
        model="one", notch=4.0, models=["three"], layers=[], number=3, seed=0, round=4, warm=0.3,
        style=(0.25, -1.5), z=(1.0, -2.5), path=((1.0, 2.0), (0.5, -3.25)), raw=True, draws=Draws(3, 0),
    )  # fmt: skip
    state.put_in_url()
    assert query == {
        "model": "one", "notch": "4", "models": "three", "layers": "none", "set": "3", "seed": "0", "round": "5",
        "t": "0.3", "style": "0.25,-1.5", "z": "1.000,-2.500", "path": "1.000,2.000;0.500,-3.250", "raw": "1",
        "of": "3", "count": "0",
    }  # fmt: skip
    assert State.from_url() == state


def test_a_value_that_became_usual_leaves_the_link(query):
    query.update(raw="1", set="4", z="1,2", other="stays")
    state = State.from_url()
    state.raw, state.number, state.model = False, 0, "two"
    state.put_in_url()
    assert query == {"other": "stays", "seed": "7", "round": "1"}


def test_only_the_fields_named_are_written(query):
    query["raw"] = "1"
    State(number=2).put_in_url("number")
    assert query == {"raw": "1", "set": "2"}


HOSTILE = ["NaN", "Infinity", "-inf", "1e999", "9" * 400, "٣", "²", "1_0", "-1", " 1", "1 ", "0x1", "", "\0",
           "x" * 100_000, "one;two", "<script>", "%00", "1,", ",", ";", "1,2,3,4,5,6", "1e-400,NaN"]  # fmt: skip
NAMES = (
    "model",
    "notch",
    "models",
    "layers",
    "set",
    "seed",
    "round",
    "t",
    "style",
    "z",
    "path",
    "raw",
    "of",
    "count",
)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("text", HOSTILE)
def test_odd_values_count_as_not_given(query, name, text):
    query[name] = text
    state = State.from_url()
    spared = {"t": {"9" * 400, "-1", " 1", "1 ", "1_0", "٣"}}
    if text in spared.get(name, ()):
        assert 0 <= state.warm <= 2
    else:
        assert state == State(model="one")
        # Of a list the known names count, whatever stands beside them.
        taken = name == "raw" or (name == "notch" and "1" in text.split(","))
        assert state.refused == ((name,) if text and not taken else ())
    state.put_in_url()


def test_several_keep_what_is_known_and_not_too_many(query):
    query["models"] = "three,x,one,three,two"
    assert State.from_url().models == ["three", "one"]


def test_each_visitor_has_a_list_of_their_own(query):
    State.from_url().models.append("three")
    assert State.from_url().models == ["one", "two"]


def test_the_link_counts_once_then_the_session(query):
    query["set"] = "4"
    state = State.mine()
    query["set"] = "5"
    state.number += 2
    assert State.mine() is state
    assert url.st.session_state["example"].number == 6


def test_a_field_may_depend_on_those_before_it(query):
    @dataclass
    class Noise(UrlState):
        kind: str = in_link(OneOf(["gaussian", "patch"]), usual="gaussian")
        strength: float = in_link(
            Number(lambda value, state: value if value in LEVELS[state.kind] else None),
            usual=lambda state: LEVELS[state.kind][0],
        )

    LEVELS = {"gaussian": (0.5, 1.0), "patch": (4.0, 8.0)}
    query.update(kind="patch", strength="8")
    assert Noise.from_url() == Noise("patch", 8.0)
    query["strength"] = "1"
    state = Noise.from_url()
    assert (state.strength, state.refused) == (LEVELS["patch"][0], ("strength",))
    state.put_in_url()
    assert query == {"kind": "patch"}


def test_a_field_needs_something_to_start_with():
    with pytest.raises(TypeError, match="start"):
        in_link(Whole(0, 1))
