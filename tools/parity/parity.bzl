"""Parity with the peers' stored outputs, which are not part of this repository: asked for by name, with SHARED set."""

load("//tools:typescript.bzl", "ts_tests")

def parity_tests(name, **kwargs):
    """Compiles this folder's tests and collects them in one suite.

    Args:
        name: of the test suite
        **kwargs: arguments of ts_tests
    """
    tests = ts_tests(name = name + "_ts", size = "large", tags = ["manual"], **kwargs)
    native.test_suite(name = name, tests = tests, tags = ["manual"])
