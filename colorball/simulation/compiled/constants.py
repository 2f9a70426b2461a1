"""A rule's flags as constants of the compiler; importing this module registers their type.

numba infers the types of all branches and makes instructions for them, before LLVM leaves out those
that are never taken. That is most of what a rule is made of. So here the type of the flags says
what they are, and a function that gets them is compiled without the branches that they close.
"""

from __future__ import annotations

from typing import Any

from numba import types
from numba.core import ir, typing
from numba.core.imputils import lower_constant, lower_getattr_generic
from numba.core.rewrites.registry import Rewrite, register_rewrite
from numba.extending import models, register_model, typeof_impl

from colorball.rules.rule import Flags

__all__: list[str] = []

# numba's types do not cover these
_infer_getattr: Any = typing.templates.infer_getattr
_lower_constant: Any = lower_constant
_lower_getattr: Any = lower_getattr_generic
_register: Any = register_rewrite
_literal: Any = types.literal
_constant: Any = ir.Const


class _FlagsType(types.Type):
    """What numba calls flags of these values."""

    def __init__(self, flags: Flags) -> None:
        super().__init__(name=f"flags{tuple(map(int, flags))}")
        self.flags = flags


register_model(_FlagsType)(models.OpaqueModel)


@typeof_impl.register(Flags)
def _type_of(flags: Flags, _context: Any) -> Any:
    return _FlagsType(flags)


def _nothing(context: Any, _builder: Any, _kind: Any, _flags: Any) -> Any:
    return context.get_dummy_value()


@_infer_getattr
class _Attribute(typing.templates.AttributeTemplate):
    key = _FlagsType

    def generic_resolve(self, kind: Any, name: str) -> Any:  # type: ignore[override]
        return _literal(getattr(kind.flags, name))


def _value(context: Any, builder: Any, kind: Any, _flags: Any, name: str) -> Any:
    value = getattr(kind.flags, name)
    return context.get_constant_generic(builder, _literal(value), value)


_lower_constant(_FlagsType)(_nothing)
_lower_getattr(_FlagsType)(_value)


@_register("before-inference")
class _Constants(Rewrite):
    """Write the values for ``flags.name``, so that numba sees which branches are dead."""

    def __init__(self, state: Any) -> None:
        self._kinds = state.args or ()  # it has none where numba writes a function into another

    def match(self, function: Any, block: Any, _types: Any, _calls: Any) -> bool:
        self._function, self._block = function, block
        self._found = {
            one: getattr(flags, one.value.attr)
            for one in block.find_insts(ir.Assign)
            if isinstance(one.value, ir.Expr) and one.value.op == "getattr"
            for flags in self._flags(one.value.value)
        }
        return bool(self._found)

    def apply(self) -> Any:
        for one, value in self._found.items():
            definitions = self._function._definitions[one.target.name]
            constant = _constant(value, one.loc)
            definitions[definitions.index(one.value)] = one.value = constant
        return self._block

    def _flags(self, variable: Any) -> list[Flags]:
        """The flags that a variable is, if it is: an argument, or from outside the function."""
        try:
            found = self._function.get_definition(variable)
        except KeyError:  # it has several
            return []
        if isinstance(found, ir.Arg):
            kinds = self._kinds[found.index : found.index + 1]
            return [kind.flags for kind in kinds if isinstance(kind, _FlagsType)]
        value = found.value if isinstance(found, ir.Global | ir.FreeVar) else None
        return [value] if isinstance(value, Flags) else []
