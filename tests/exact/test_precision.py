"""Ball arithmetic's precision is changed for a block only."""

import flint
import pytest

from colorball.exact.precision import working_precision


def test_precision_holds_inside_and_is_restored():
    before = flint.ctx.prec
    with working_precision(123):
        assert flint.ctx.prec == 123
        with working_precision(77):
            assert flint.ctx.prec == 77
        assert flint.ctx.prec == 123
    assert flint.ctx.prec == before


def test_precision_is_restored_after_an_error():
    before = flint.ctx.prec
    with pytest.raises(ZeroDivisionError), working_precision(500):
        raise ZeroDivisionError
    assert flint.ctx.prec == before
