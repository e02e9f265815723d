"""Tuners and assessors for hyperparameters. Each class stands for a name and arguments; the work is done by the server."""
