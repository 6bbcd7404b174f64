"""The examples in docstrings run, and each public function of these modules has one."""

import doctest
import importlib
import inspect
import pkgutil
from collections.abc import Callable
from types import ModuleType

import pytest

import ae_core.images
import ae_core.latent
from ae_core import losses, metrics


def modules() -> list[ModuleType]:
    inside = [
        importlib.import_module(f"{package.__name__}.{found.name}")
        for package in (ae_core.images, ae_core.latent)
        for found in pkgutil.iter_modules(package.__path__)
    ]
    return [losses, metrics, *inside]


def public(module: ModuleType) -> dict[str, Callable[..., object]]:
    """Functions and classes that the module defines, without what a decorator put around them."""
    unwrapped = {name: inspect.unwrap(value) for name, value in vars(module).items() if callable(value)}
    return {
        name: value
        for name, value in unwrapped.items()
        if not name.startswith("_") and getattr(value, "__module__", "") == module.__name__
    }


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.__name__)
def test_examples_give_what_they_say(module):
    finder, runner = doctest.DocTestFinder(), doctest.DocTestRunner()
    for name, value in public(module).items():
        for example in finder.find(value, name, module, globs=vars(module)):
            runner.run(example)
    assert runner.failures == 0


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.__name__)
def test_every_public_function_has_an_example(module):
    functions = [value for value in public(module).values() if inspect.isfunction(value)]
    assert [one.__name__ for one in functions if ">>>" not in (one.__doc__ or "")] == []
