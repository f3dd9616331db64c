"""Baoxue (保学): dropout-control monitoring for a county, from the schools' own workbooks to the monthly report."""

__version__ = "0.1.0"
