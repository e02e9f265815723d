"""Tuners and assessors by their classes."""
