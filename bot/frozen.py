"""Frozen dataclasses that take little time to define: `@frozen` in place of `@dataclass(frozen=True, slots=True)`.

`dataclass` compiles six methods or more for each class: for the classes of one question a fifth of its time. Here
`__init__` alone is compiled, when it is first looked up, and the other methods are the same functions for all classes.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError, dataclass, field, fields
from types import MemberDescriptorType
from typing import Any, TypeVar, dataclass_transform, overload

Class = TypeVar("Class")


@overload
def frozen(cls: type[Class], /) -> type[Class]: ...
@overload
def frozen(
    *, slots: bool = True, eq: bool = True, order: bool = False, kw_only: bool = False
) -> Callable[[type[Class]], type[Class]]: ...
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(
    cls: type[Class] | None = None,
    /,
    *,
    slots: bool = True,
    eq: bool = True,
    order: bool = False,
    kw_only: bool = False,
) -> type[Class] | Callable[[type[Class]], type[Class]]:
    """Makes a class a dataclass whose fields are set once.

    Args:
        cls: the class; a method that it defines itself is kept.
        slots: False for a class with cached properties, which are kept in its `__dict__`.
        eq, order, kw_only: as for `dataclass`.
    """

    def make(cls: type[Class]) -> type[Class]:
        made: Any = dataclass(init=False, repr=False, eq=False, slots=slots, kw_only=kw_only)(cls)
        methods = dict(_SHARED)
        if slots:
            methods |= {"__getstate__": _get_state, "__setstate__": _set_state}
        if eq:
            methods |= _make_comparisons(made, order)
        for name, method in {**methods, "__init__": _LateInit(made)}.items():
            if name not in vars(cls):
                setattr(made, name, method)
        return made  # type: ignore[no-any-return]

    return make if cls is None else make(cls)


class _LateInit:
    """The method `__init__` of a class, compiled when it is first looked up."""

    def __init__(self, made: Any) -> None:
        self._made = made

    def __get__(self, instance: object, owner: type) -> Any:
        compiled = self._made.__init__ = _compile_init(self._made)
        return compiled.__get__(instance, owner)


def _compile_init(made: Any) -> Any:
    listed = fields(made)
    takes = ["self"]
    body = []
    names: dict[str, Any] = {"MISSING": MISSING, "set_any": object.__setattr__}
    # those that are passed by name come last
    for one in sorted(listed, key=lambda one: one.kw_only is True):
        name = value = one.name
        default = ""
        if one.default is not MISSING:
            default = f"default_{name}"
            names[default] = one.default
        elif one.default_factory is not MISSING:
            names[f"make_{name}"] = one.default_factory
            default, value = "MISSING", f"make_{name}() if {name} is MISSING else {name}"
        if one.kw_only and "*" not in takes:
            takes.append("*")
        if one.init:
            takes.append(f"{name}={default}" if default else name)
        elif default:
            body.append(f"{name} = {default}")
        else:
            # __post_init__ sets it
            continue
        if isinstance(slot := vars(made).get(name), MemberDescriptorType):
            # in two thirds of the time
            names[f"set_{name}"] = slot.__set__
            body.append(f"set_{name}(self, {value})")
        else:
            body.append(f"set_any(self, {name!r}, {value})")
    if hasattr(made, "__post_init__"):
        body.append("self.__post_init__()")
    exec("\n ".join([f"def __init__({', '.join(takes)}):", *(body or ["pass"])]), names)
    compiled = names["__init__"]
    compiled.__module__, compiled.__qualname__ = made.__module__, f"{made.__qualname__}.__init__"
    compiled.__annotations__ = {one.name: one.type for one in listed if one.init} | {"return": None}
    return compiled


def _make_comparisons(made: Any, order: bool) -> dict[str, Any]:
    compared = [one.name for one in fields(made) if one.compare]
    read: Callable[[object], Any] = operator.attrgetter(*compared) if compared else lambda record: ()

    def are_equal(self: object, other: object) -> Any:
        return read(self) == read(other) if other.__class__ is self.__class__ else NotImplemented

    def find_hash(self: object) -> int:
        return hash(read(self))

    def make_order(holds: Callable[[Any, Any], bool]) -> Callable[[object, object], Any]:
        return lambda self, other: (
            holds(read(self), read(other)) if other.__class__ is self.__class__ else NotImplemented
        )

    methods: dict[str, Any] = {"__eq__": are_equal, "__hash__": find_hash}
    if order:
        methods |= {f"__{holds.__name__}__": make_order(holds) for holds in _ORDER}
    return methods


_ORDER = (operator.lt, operator.le, operator.gt, operator.ge)


def _describe(self: Any) -> str:
    shown = ", ".join(f"{one.name}={getattr(self, one.name)!r}" for one in fields(self) if one.repr)
    return f"{self.__class__.__qualname__}({shown})"


def _refuse_to_set(self: Any, name: str, value: object) -> None:
    _check_free(self, name, "assign to")
    object.__setattr__(self, name, value)


def _refuse_to_delete(self: Any, name: str) -> None:
    _check_free(self, name, "delete")
    object.__delattr__(self, name)


def _check_free(self: Any, name: str, what: str) -> None:
    """Raises an error unless a class that was derived from a frozen one has an attribute of its own."""
    if "__dataclass_fields__" in vars(type(self)) or name in self.__dataclass_fields__:
        raise FrozenInstanceError(f"cannot {what} field {name!r}")


def _get_state(self: Any) -> list[object]:
    return [getattr(self, one.name) for one in fields(self)]


def _set_state(self: Any, state: list[object]) -> None:
    for one, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, one.name, value)


_SHARED = {"__repr__": _describe, "__setattr__": _refuse_to_set, "__delattr__": _refuse_to_delete}
