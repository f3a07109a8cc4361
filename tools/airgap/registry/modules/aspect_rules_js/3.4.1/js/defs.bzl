"Public rules."

load("//js/private:js_binary.bzl", "BINARY_ATTRS", _js_binary = "js_binary", _js_test = "js_test")
load("//js/private:js_library.bzl", "LIBRARY_ATTRS", _js_library = "js_library")
load("//js/private:supported.bzl", "check", "missing")

def _checked(symbol, kwargs):
    check(symbol, kwargs, BINARY_ATTRS.keys())
    return kwargs | {"chdir": "."} if kwargs.get("chdir") == "" else kwargs

def js_binary(**kwargs):
    """A program run by Node.js.

    Args:
        **kwargs: attributes of the rule in private/js_binary.bzl
    """
    _js_binary(**_checked("js_binary", kwargs))

def js_test(**kwargs):
    """A program run by Node.js, as a test.

    Args:
        **kwargs: attributes of the rule in private/js_binary.bzl
    """
    _js_test(**_checked("js_test", kwargs))

def js_library(**kwargs):
    """JavaScript sources with what they need.

    Args:
        **kwargs: attributes of the rule in private/js_library.bzl
    """
    check("js_library", kwargs, LIBRARY_ATTRS.keys())
    _js_library(**kwargs)

js_image_layer = missing("js_image_layer")
js_info_files = missing("js_info_files")
js_run_binary = missing("js_run_binary")
js_run_devserver = missing("js_run_devserver")
