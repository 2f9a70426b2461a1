"""Sphinx configuration; the build needs no network."""

from importlib.metadata import version as installed_version

project = "colorball"
author = "The colorball developers"
copyright = "2026, The colorball developers"
version = release = installed_version("colorball")

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.mathjax",
    "sphinx.ext.napoleon",
]
myst_enable_extensions = ["amsmath", "deflist", "dollarmath"]
exclude_patterns = ["_build"]

autodoc_typehints = "description"
napoleon_numpy_docstring = False  # docstrings follow the Google convention

html_theme = "furo"
html_title = f"colorball {release}"
