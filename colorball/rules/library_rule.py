"""One optimizer of a library, and the update rule with options that reproduces it."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["LibraryRule"]


@dataclass(frozen=True)
class LibraryRule:
    """One way to call a library's optimizer, and the same rule here.

    Attributes:
        rule: our name.
        library: ``pytorch`` or ``optax``.
        function: the library's name.
        arguments: what the call gives it, as Python text: ``step``, ``beta1`` and ``beta2`` are the
            rule's own.
        options: the rule's options that go with it.
        defaults: what the library takes for ``step``, ``beta1`` and ``beta2`` if nothing is given;
            without those that must be given.
    """

    rule: str
    library: str
    function: str
    arguments: dict[str, str]
    options: dict[str, str | bool] = field(default_factory=dict)
    defaults: dict[str, str] = field(default_factory=dict)

    @property
    def call(self) -> str:
        """The call as Python text, without PyTorch's list of parameters.

        Example:
            >>> LibraryRule("sgd", "pytorch", "torch.optim.SGD", {"lr": "step"}).call
            'torch.optim.SGD(lr=step)'
        """
        given = ", ".join(f"{name}={value}" for name, value in self.arguments.items())
        return f"{self.function}({given})"
