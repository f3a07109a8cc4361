"""How our own TypeScript is compiled, tested and made a program: the same three lines in every folder of eval/."""

load("@aspect_rules_js//js:defs.bzl", "js_binary", "js_test")
load("@aspect_rules_js//js:providers.bzl", "JsInfo")
load("@aspect_rules_ts//ts:defs.bzl", "ts_project")

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

def _one_file_impl(ctx):
    infos = [dep[JsInfo] for dep in ctx.attr.deps]
    modules = depset(transitive = [info.transitive_sources for info in infos])
    folder = "/" + ctx.label.package
    main = [file for file in infos[0].sources.to_list() if file.basename == "main.js" and file.dirname.endswith(folder)]
    if len(main) != 1:
        fail("{}: expected one main.js of {} in {}, got {}".format(ctx.label, folder, ctx.attr.deps[0].label, len(main)))
    args = ctx.actions.args()
    args.add("--entry", main[0])
    args.add("--package", ctx.label.package)
    args.add("--out", ctx.outputs.out)
    args.add_all([engine.label.name for engine in ctx.attr.engines], before_each = "--engine")
    ctx.actions.run(
        executable = ctx.executable._program,
        arguments = [args],
        env = {"BAZEL_BINDIR": "."},
        execution_requirements = {"supports-path-mapping": ""},
        inputs = depset(transitive = [modules] + [info.npm_sources for info in infos]),
        outputs = [ctx.outputs.out, ctx.outputs.map],
        mnemonic = "NodeProgram",
        progress_message = "Bundling %{label}",
    )
    return [DefaultInfo(files = depset([ctx.outputs.out, ctx.outputs.map]))]

_one_file = rule(
    doc = "A main.js and all that it imports, packages too, as one file with its source map.",
    implementation = _one_file_impl,
    attrs = {
        "deps": attr.label_list(doc = "What the program is made of; the first has its main.js.", mandatory = True, providers = [JsInfo]),
        "engines": attr.label_list(doc = "Native libraries that it loads."),
        "map": attr.output(doc = "The source map.", mandatory = True),
        "out": attr.output(doc = "The file.", mandatory = True),
        "_program": attr.label(cfg = "exec", default = Label("//tools/program"), executable = True),
    },
)

# For programs that see all of a corpus: V8 lets a heap grow to three times of what is in use, and its young generation to 48 MB.
SMALL_HEAP = [
    "--heap-growing-percent=60",
    "--max-semi-space-size=2",
]

# For tabulate, which also computes: a heap that grows by little is collected more often than it needs. What lies outside of it, columns, is
# collected between two steps (eval/io/collect.ts).
COMPUTING_HEAP = [
    "--heap-growing-percent=100",
    "--max-semi-space-size=4",
]

# For score, which computes on one shard.
SMALL_YOUNG = ["--max-semi-space-size=8"]

# For programs that see all of a corpus: glibc gives each thread that compiles or collects a heap of its own, and keeps freed columns of a corpus
# for later. So all threads have one, and what is large goes back to the system at once.
ONE_ARENA = {
    "MALLOC_ARENA_MAX": "1",
    "MALLOC_MMAP_THRESHOLD_": "1048576",
}

def node_program(name, deps = [":lib"], data = [], engines = [], env = {}, node_options = [], testonly = False, visibility = ["//visibility:public"]):
    """The program of a stage: the folder's main.ts, with all that it imports in one file, as an action has each file among its inputs.

    Args:
        name: name of the js_binary; the file is <name>.mjs
        deps: the ts_library that holds main.ts
        data: files that it opens by their paths below the repository's root
        engines: names of the native libraries that it loads, see //eval/engines
        env: further variables of its environment
        node_options: options of V8
        testonly: whether it imports what only tests may
        visibility: who may run it
    """

    # Node.js comes with its own modules compiled. Where it starts with an option of V8, but for the size of the young generation, V8 refuses these
    # and compiles each anew, which takes 15 ms. So the program sets the others, when it has loaded what it needs (eval/io/main.ts).
    at_start = [option for option in node_options if option.startswith("--max-semi-space-size=")]
    later = [option for option in node_options if option not in at_start]
    libraries = ["//eval/engines:" + engine for engine in engines]
    _one_file(
        name = name + ".file",
        deps = deps + (["//eval/engines:lib"] if engines else []),
        engines = libraries,
        map = name + ".mjs.map",
        out = name + ".mjs",
        tags = ["manual"],
        testonly = testonly,
        visibility = ["//visibility:private"],
    )
    js_binary(
        name = name,
        copy_data_to_bin = False,
        data = data + libraries + [":" + name + ".mjs.map"],
        entry_point = name + ".mjs",
        env = _ENV | env | ({"MODEL_EVAL_V8_OPTIONS": " ".join(later)} if later else {}),
        node_options = at_start,
        testonly = testonly,
        visibility = visibility,
    )

def module_program(name, deps = [":lib"], data = [], node_options = [], testonly = False, visibility = ["//visibility:public"]):
    """A program that no action of an evaluation runs, as compiled modules: it may start other programs, and itself, by their paths.

    Args:
        name: name of the js_binary
        deps: the ts_library that holds main.ts
        data: files that it opens by their paths below the repository's root
        node_options: options of Node.js
        testonly: whether it imports what only tests may
        visibility: who may run it
    """
    js_binary(
        name = name,
        copy_data_to_bin = False,
        data = deps + data + ["//:package_json"],
        entry_point = "main.js",
        env = _ENV,
        node_options = node_options,
        testonly = testonly,
        visibility = visibility,
    )
