"The stand-ins refuse what they do not know, and say what to do."

load("@bazel_skylib//lib:unittest.bzl", "asserts", "unittest")
load("@workspace_files//:supported.bzl", "problem")

def _accepts_known_impl(ctx):
    env = unittest.begin(ctx)
    asserts.equals(env, None, problem("js_test", ["name", "tags", "data"], ["data", "env"]))
    asserts.equals(env, None, problem("js_test", [], []))
    return unittest.end(env)

def _refuses_unknown_impl(ctx):
    env = unittest.begin(ctx)
    asserts.equals(
        env,
        "js_test(chdri, log_level): The air-gapped stand-in has only data, env; tools/airgap/README.md says how to extend it. " +
        "The real module is in the normal profile.",
        problem("js_test", ["name", "log_level", "chdri"], ["env", "data"]),
    )
    return unittest.end(env)

_accepts_known_test = unittest.make(_accepts_known_impl)
_refuses_unknown_test = unittest.make(_refuses_unknown_impl)

def supported_test_suite(name):
    """Tests of the function with which the stand-ins' macros check their attributes.

    Args:
        name: name of the suite
    """
    unittest.suite(name, _accepts_known_test, _refuses_unknown_test)
