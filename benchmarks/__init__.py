"""Measurements, each against a bare reference in the same run. Started by `make bench`, never by the tests."""
