"""Where the text of a Coq file is put together, step by step."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from colorball.checker.language import Domain, Tree
from colorball.coq.example import hypotheses_hold
from colorball.coq.formulas import Definition, expanded, integers, require_known, size, symbols
from colorball.coq.notation import integer, name_of, real
from colorball.coq.positive import Fact, Facts
from colorball.coq.script import identity_script, sign_script
from colorball.coq.theorem import Theorem, comment, definition_text, ordered

__all__ = ["Workshop"]


class Workshop:
    """The file's blocks so far, and the values that are defined in it.

    Attributes:
        known: the values, by their names in the certificate.
        blocks: the text.
        theorems: the names of the theorems, without the lemmas.
        libraries: texts that must come before all others.
    """

    def __init__(self, domain: Domain) -> None:
        self.known: dict[str, Definition] = {}
        self.blocks: list[str] = []
        self.theorems: list[str] = []
        self.libraries: list[str] = []
        self._domain = domain
        self._facts = Facts(domain)
        self._whole: frozenset[str] = frozenset()  # the integer symbols of the step
        self._needed: dict[str, tuple[Fact, ...]] = {}  # by lemma
        self._integers: set[str] = set()  # in any theorem, as the next two
        self._assumed: dict[Fact, None] = {}
        self._ordered: list[tuple[Tree, Tree]] = []

    def begin(self, name: str, trees: Iterable[Tree], whole: Iterable[Tree] = ()) -> None:
        """Start a step: find out which of its symbols are integers.

        Args:
            name: the step's name.
            trees: its formulas.
            whole: formulas over the integers alone.

        Raises:
            InputError: if a name in them is neither a symbol of the claim nor defined.
        """
        trees, whole = list(trees), list(whole)
        for tree in (*trees, *whole):
            require_known(name, tree, self.known, self._domain.symbols)
        self._whole = frozenset().union(
            *(integers(tree, self.known) for tree in trees),
            *(symbols(tree, self.known) for tree in whole),
        )
        self._integers |= self._whole
        self.blocks.append(comment(f"** {name} **"))

    def define(self, name: str, body: Tree) -> Tree:
        """Define a value; the answer is the formula that mentions it."""
        self._define(name, ordered(symbols(body, self.known)), integers(body, self.known), body)
        return ("name", name)

    def define_at(self, name: str, body: Tree, index: str) -> Callable[[Tree], Tree]:
        """Define a function of an integer index; the answer is it at a given place."""
        parameters = ordered(symbols(body, self.known) | {index}, index)
        self._define(name, parameters, integers(body, self.known) | {index}, body)
        return lambda by: ("instance", name, index, by)

    def _define(
        self, name: str, parameters: tuple[str, ...], whole: frozenset[str], body: Tree
    ) -> None:
        value = Definition(name_of(name), parameters, whole, body, size(body, self.known))
        self.blocks.append(definition_text(value, self.known))
        self.known[name] = value

    def real(self, tree: Tree) -> str:
        """A formula over the reals."""
        return real(tree, self.known)

    def side(self, tree: Tree) -> str:
        """The same where nothing else says that it is a real: a bare integer is made one."""
        is_bare = tree[0] == "name" and tree[1] in self._whole and tree[1] not in self.known
        return f"IZR {self.real(tree)}" if is_bare else self.real(tree)

    def sum_of(self, summand: Tree, index: str, start: Tree, stop: Tree) -> str:
        """A finite sum, without the stop."""
        bounds = f"{integer(start)} <= {name_of(index)} < {integer(stop)}"
        return f"\\sum_({bounds}) ({self.side(summand)})"

    def same(self, name: str, stated: Tree, required: Tree) -> Theorem | None:
        """That the certificate's formula is the claim's; None if they are the same text."""
        return None if stated == required else self.identity(name, stated, required)

    def identity(self, name: str, left: Tree, right: Tree) -> Theorem:
        """That two formulas are equal wherever their divisors are positive, as listed."""
        sides = (expanded(left, self.known), expanded(right, self.known))
        facts = _once(fact for side in sides for fact in self._facts.of_divisors(side))
        conclusion = f"{self.side(left)} = {self.real(right)}"
        script = identity_script(left, right, facts, self._facts, self.known)
        return self._lemma(name, [left, right], conclusion, script, facts)

    def nonnegative(self, name: str, gap: Tree) -> Theorem:
        """That a formula is not negative, by the way in which it is built."""
        tree = expanded(gap, self.known)
        facts = _once([*self._facts.of_divisors(tree), *self._facts.of_gap(tree)])
        script = sign_script(gap, facts, self._facts, self.known)
        return self._lemma(name, [gap], f"0 <= {self.real(gap)}", script, facts)

    def same_integers(self, name: str, stated: Tree, required: Tree) -> None:
        """That two polynomials over the integers are the same."""
        found = symbols(stated, {}) | symbols(required, {})
        conclusion = f"({integer(stated)})%Z = ({integer(required)})%Z"
        theorem = Theorem(name, ordered(found), self._whole, (), conclusion, ["ring."])
        self.blocks.append(theorem.text)

    def _lemma(
        self,
        name: str,
        trees: Sequence[Tree],
        conclusion: str,
        script: Sequence[str],
        facts: tuple[Fact, ...],
    ) -> Theorem:
        found = frozenset().union(*(symbols(tree, self.known) for tree in trees))
        return self._finish(name, found, conclusion, script, facts)

    def conclude(
        self,
        name: str,
        lemmas: Iterable[Theorem | None],
        conclusion: str,
        script: Sequence[str],
        *,
        between: tuple[Tree, Tree] | None = None,
        index: str | None = None,
    ) -> None:
        """The theorem that follows from a step's lemmas and assumes what they assume.

        Args:
            name: its name.
            lemmas: what it rests on.
            conclusion: what it says.
            script: its proof.
            between: a start and a stop, the first of which is at most the second.
            index: the symbol that a sum in it binds.
        """
        made = [lemma for lemma in lemmas if lemma is not None]
        found = frozenset().union(*(lemma.variables for lemma in made)) - {index}
        facts = [fact for lemma in made for fact in self._needed[lemma.name]]
        premises = []
        if between is not None:
            why = self._facts.of_order(*between)
            facts += why or ()
            if why is None:
                self._ordered.append(between)
                premises.append(f"({integer(between[0])} <= {integer(between[1])})%Z")
        kept = _once(fact for fact in facts if index not in fact.about)
        self._finish(name, found, conclusion, script, kept, premises, "Theorem")
        self.theorems.append(name)

    def _finish(
        self,
        name: str,
        found: frozenset[str],
        conclusion: str,
        script: Sequence[str],
        facts: tuple[Fact, ...],
        premises: Sequence[str] = (),
        keyword: str = "Lemma",
    ) -> Theorem:
        own = self._facts.hypotheses(facts, self._whole)
        about = found.union(*(hypothesis.about for hypothesis in own))
        beta = self._facts.of_beta(facts) if "beta" in about else ()
        hypotheses = [*beta, *(hypothesis.text for hypothesis in own), *premises]
        theorem = Theorem(
            name, ordered(about), self._whole, hypotheses, conclusion, script, keyword
        )
        self._needed[name] = facts
        self._assumed.update(dict.fromkeys(facts))
        self.blocks.append(theorem.text)
        return theorem

    def plain_theorem(self, name: str, conclusion: str, script: Sequence[str]) -> None:
        """A theorem without variables."""
        theorem = Theorem(name, (), frozenset(), (), conclusion, script, "Theorem")
        self.blocks.append(theorem.text)
        self.theorems.append(name)

    def need(self, text: str) -> None:
        """Begin the file with a text, once."""
        if text not in self.libraries:
            self.libraries.append(text)

    def verbatim(self, text: str) -> None:
        """Text as it is."""
        self.blocks.append(text)

    def close(self) -> None:
        """End with an example: all hypotheses of the file hold together for some values."""
        example = hypotheses_hold(
            list(self._assumed), self._ordered, self._facts, frozenset(self._integers)
        )
        if isinstance(example, Theorem):
            self.blocks += [comment("** The hypotheses above do not exclude each other **")]
            self.blocks.append(example.text)
            self.theorems.append(example.name)
        elif example is not None:
            self.blocks.append(comment(example))


def _once(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    return tuple(dict.fromkeys(facts))
