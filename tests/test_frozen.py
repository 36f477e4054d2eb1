"""Frozen classes, beside the dataclasses of Python that they stand for."""

import copy
import inspect
import pickle
from dataclasses import FrozenInstanceError, asdict, dataclass, field, fields, replace
from functools import cached_property

import pytest

from bot.frozen import frozen


class _Point:
    """Two numbers, a list that is neither shown nor compared, and what is made of them."""

    x: int
    y: "int" = 2
    seen: list[int] = field(default_factory=list, repr=False, compare=False)
    sum: int = field(init=False, compare=False)

    def __post_init__(self):
        object.__setattr__(self, "sum", self.x + self.y)


def _define(decorate):
    return decorate(type("Point", (), dict(vars(_Point)) | {"__qualname__": "Point"}))


Ours = _define(frozen(order=True))
Theirs = _define(dataclass(frozen=True, slots=True, order=True))
Open = _define(frozen(slots=False))


@pytest.mark.parametrize("values", [(1,), (1, 3), (1, 3, [4])])
def test_fields_are_set_shown_and_told_as_by_a_dataclass(values):
    """Defaults, fields that are not passed, `repr`, `asdict` and the signature."""
    ours, theirs = Ours(*values), Theirs(*values)
    assert (ours.x, ours.y, ours.seen, ours.sum) == (theirs.x, theirs.y, theirs.seen, theirs.sum)
    assert repr(ours) == repr(theirs)
    assert asdict(ours) == asdict(theirs)
    assert [one.name for one in fields(Ours)] == [one.name for one in fields(Theirs)]
    assert list(inspect.signature(Ours).parameters) == ["x", "y", "seen"]
    assert inspect.signature(Ours).parameters["y"].default == 2


def test_a_default_list_is_made_for_each():
    """One that is changed is not another's."""
    one, other = Ours(1), Ours(1)
    one.seen.append(7)
    assert other.seen == []


@pytest.mark.parametrize("values", [((), {}), ((1, 2, [], 3), {}), ((1,), {"z": 2})])
def test_wrong_arguments_are_refused(values):
    """Too few, too many, an unknown one."""
    with pytest.raises(TypeError):
        Ours(*values[0], **values[1])


def test_equal_fields_make_equal_objects():
    """Not so those of another class, nor a list that is not compared."""
    assert Ours(1, 2, [3]) == Ours(1, 2, [4])
    assert hash(Ours(1, 2, [3])) == hash(Ours(1, 2, [4]))
    assert Ours(1) != Ours(2)
    assert Ours(1) != Open(1)
    assert Ours(1) != 1


def test_they_are_ordered_by_their_fields():
    """Where that is asked for."""
    assert sorted([Ours(2), Ours(1, 5), Ours(1, 3)]) == [Ours(1, 3), Ours(1, 5), Ours(2)]
    assert Ours(1) <= Ours(1) < Ours(2) >= Ours(1)
    with pytest.raises(TypeError):
        sorted([Open(1), Open(2)])


@pytest.mark.parametrize("made", [Ours(1), Open(1)])
def test_no_field_changes(made):
    """Neither one that there is nor a new one is set, and none is deleted."""
    for name in ("x", "other"):
        with pytest.raises(FrozenInstanceError, match=name):
            setattr(made, name, 7)
    with pytest.raises(FrozenInstanceError, match="x"):
        del made.x
    assert made.x == 1


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
@pytest.mark.parametrize("kind", ["Pickled", "PickledOpen"])
def test_they_are_pickled_and_copied(protocol, kind):
    """As processes send them to each other."""
    made = globals()[kind](1, (2,))
    assert pickle.loads(pickle.dumps(made, protocol)) == made
    assert copy.deepcopy(made) == made == copy.copy(made)


@frozen
class Pickled:
    """Two fields."""

    one: int
    two: tuple[int, ...] = ()


@frozen(slots=False)
class PickledOpen(Pickled):
    """Three fields, one of them passed by name, and a property that is kept."""

    three: int = field(default=3, kw_only=True)

    @cached_property
    def double(self):
        """Twice the first."""
        return [self.one * 2]


def test_a_class_adds_fields_to_those_of_another():
    """And may keep what it found."""
    made = PickledOpen(1, three=4)
    assert (made.one, made.two, made.three) == (1, (), 4)
    assert made.double is made.double
    assert replace(made, one=2) == PickledOpen(2, three=4)
    assert not hasattr(Pickled(1), "__dict__")
    with pytest.raises(TypeError):
        PickledOpen(1, (), 4)  # type: ignore[call-arg]


def test_a_class_derived_from_one_has_attributes_of_its_own():
    """As one derived from a frozen dataclass."""

    class Named(PickledOpen):
        def __init__(self, name):
            super().__init__(1)
            self.name = name

    made = Named("甲")
    assert (made.name, made.one) == ("甲", 1)
    with pytest.raises(FrozenInstanceError):
        made.one = 2  # type: ignore[misc]


def test_match_takes_fields_in_order():
    """As of a dataclass."""
    match Pickled(1, (2,)):
        case Pickled(one, two):
            assert (one, two) == (1, (2,))


def test_classes_compared_as_objects():
    """For those that are keys of a cache."""

    @frozen(eq=False)
    class Key:
        name: str

    assert Key("甲") != Key("甲")
    assert len({Key("甲"), Key("甲")}) == 2


def test_every_frozen_class_of_ours_is_made_so(root):
    """No file asks Python to compile the methods."""
    for path in sorted((root / "bot").rglob("*.py")):
        if path.name != "frozen.py":
            assert "dataclass(frozen=True" not in path.read_text(encoding="utf-8"), path
