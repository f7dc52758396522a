"""Taizhang 台账: a company's account-manager regime, run from a Git repository."""

__version__ = "0.1.0"
