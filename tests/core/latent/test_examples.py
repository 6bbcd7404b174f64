"""Every public function of the codes has an example, and the example is true."""

import doctest
import importlib
import inspect
import pkgutil

import pytest

from ae_core import latent

MODULES = [f"ae_core.latent.{module.name}" for module in pkgutil.iter_modules(latent.__path__)]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_each_function_are_true(name):
    module = importlib.import_module(name)
    for called, function in inspect.getmembers(module, inspect.isfunction):
        if function.__module__ == name and not called.startswith("_"):
            assert ">>> " in (function.__doc__ or ""), f"{name}.{called} has no example"
    assert doctest.testmod(module).failed == 0
