"""How our own TypeScript is compiled, tested and made a program: the same three lines in every folder of eval/."""

load("@aspect_rules_js//js:defs.bzl", "js_binary", "js_test")
load("@aspect_rules_ts//ts:defs.bzl", "ts_project")
load(":kept_package.bzl", "KeptPackageInfo")

# Packages that compilers and install scripts read, and no program.
_NOT_AT_RUN_TIME = [
    "@types/node",
    "@types/pg",
    "adm-zip",
    "define-data-property",
    "define-properties",
    "es-define-property",
    "es-errors",
    "escape-string-regexp",
    "flatbuffers",
    "global-agent",
    "globalthis",
    "gopd",
    "guid-typescript",
    "has-property-descriptors",
    "long",
    "matcher",
    "object-keys",
    "platform",
    "protobufjs",
    "serialize-error",
    "type-fest",
    "undici-types",
]

# onnxruntime-node sends telemetry unless told not to.
_ENV = {"ORT_DISABLE_TELEMETRY": "1"}

def _project(name, srcs, deps, npm, **kwargs):
    ts_project(
        name = name,
        srcs = srcs,
        declaration = True,
        source_map = True,
        transpiler = "tsc",
        tsconfig = "//:tsconfig",
        deps = deps + ["//:node_modules/" + p for p in ["@types/node"] + npm] + ["//:package_json"],
        **kwargs
    )

def ts_library(name, srcs = None, deps = [], npm = [], testonly = False, visibility = ["//:__subpackages__"]):
    """Compiles a folder's TypeScript, tests left out.

    Args:
        name: name of the target
        srcs: files of a part of the folder; left out: all of it
        deps: further ts_library targets that it imports
        npm: names of npm packages that it imports
        testonly: whether it imports what only tests may
        visibility: who may depend on it
    """
    _project(
        name = name,
        srcs = native.glob(["**/*.ts"], exclude = ["**/*.test.ts", "**/testing/**"]) if srcs == None else srcs,
        deps = deps,
        npm = npm,
        testonly = testonly,
        visibility = visibility,
    )

def ts_tests(name, deps = [":lib"], npm = [], data = [], size = "small", tags = []):
    """One js_test for each *.test.ts below the folder, named after it.

    Args:
        name: name of the compiled tests
        deps: ts_library targets that the tests import; what these import need not be said again
        npm: names of npm packages that they import
        data: files that they read, at their paths below the repository's root
        size: of each test
        tags: of each test
    Returns:
        names of the js_test targets
    """
    srcs = native.glob(["**/*.test.ts", "**/testing/**/*.ts"], allow_empty = True)
    _project(name = name, srcs = srcs, deps = deps, npm = npm, tags = tags, testonly = True, visibility = ["//:__subpackages__"])
    tests = []
    for src in srcs:
        if not src.endswith(".test.ts"):
            continue
        tests.append(src.removesuffix(".test.ts").replace("/", "_") + "_test")
        js_test(
            name = tests[-1],
            size = size,
            copy_data_to_bin = False,
            data = data + [":" + name],
            entry_point = src.removesuffix(".ts") + ".js",
            env = _ENV,
            node_options = [
                "--enable-source-maps",
                "--test-reporter=spec",
                "--test-reporter-destination=stdout",
                "--test-reporter=junit",
                "--test-reporter-destination=$$XML_OUTPUT_FILE",
            ],
            tags = tags,
        )
    return tests

def _run_time_files_impl(ctx):
    without = {name: True for name in _NOT_AT_RUN_TIME + ctx.attr.without}
    parts = {part[KeptPackageInfo].package_name: part[DefaultInfo].files for part in ctx.attr.parts}
    kept, taken = [], {}
    for file in depset(transitive = [f for dep in ctx.attr.deps for f in [dep[DefaultInfo].files, dep[DefaultInfo].default_runfiles.files]]).to_list():
        _, _, package = file.short_path.rpartition("node_modules/")
        if package in without or file.extension == "map" or package.startswith("@protobufjs/"):
            continue
        if package in parts:
            taken[package] = parts[package]
        else:
            kept.append(file)
    files = depset(kept, transitive = taken.values())
    return [DefaultInfo(files = files, runfiles = ctx.runfiles(transitive_files = files))]

_run_time_files = rule(
    doc = """What a program opens: every action of a stage has these files among its inputs, and a sandbox links them one by one.""",
    implementation = _run_time_files_impl,
    attrs = {
        "deps": attr.label_list(doc = "What the program is made of.", allow_files = True),
        "parts": attr.label_list(doc = "Taken in place of whole packages, where the program has these.", providers = [KeptPackageInfo]),
        "without": attr.string_list(doc = "Packages that the program never loads."),
    },
)

# Node.js finds them before the whole packages, from eval/ and from eval/backends/.
_PARTS = [
    "//eval:yaml",
    "//eval:zod",
    "//eval/backends:onnxruntime_common",
    "//eval/backends:onnxruntime_node",
    "//eval/backends:onnxruntime_web",
]

# For programs that see all of a corpus: V8 lets a heap grow to three times of what is in use, and its young generation to 48 MB.
SMALL_HEAP = [
    "--heap-growing-percent=60",
    "--max-semi-space-size=4",
]

def node_program(name, deps = [":lib"], data = [], node_options = [], without = [], testonly = False, visibility = ["//visibility:public"]):
    """The program of a stage: the folder's main.ts.

    Args:
        name: name of the js_binary
        deps: the ts_library that holds main.ts
        data: files that it opens by their paths below the repository's root
        node_options: options of Node.js
        without: npm packages that its libraries name and it never loads: no action has them among its inputs
        testonly: whether it imports what only tests may
        visibility: who may run it
    """
    _run_time_files(
        name = name + ".files",
        # Sources of a js_library are in nobody's runfiles: a js_binary gathers them, and this rule does not.
        deps = deps + data + ["//:package_json"],
        parts = _PARTS if native.package_name().startswith("eval/") else [],
        tags = ["manual"],
        testonly = testonly,
        visibility = ["//visibility:private"],
        without = without,
    )
    js_binary(
        name = name,
        copy_data_to_bin = False,
        data = [":" + name + ".files"],
        entry_point = "main.js",
        env = _ENV,
        node_options = node_options,
        testonly = testonly,
        visibility = visibility,
    )
