"Public rules: ts_project, ts_config."

load("@aspect_rules_js//js/private:supported.bzl", "check", "missing")
load("//ts/private:ts_config.bzl", "CONFIG_ATTRS", _TsConfigInfo = "TsConfigInfo", _ts_config = "ts_config")
load("//ts/private:ts_project.bzl", _rule = "ts_project_rule")

TsConfigInfo = _TsConfigInfo

_PROJECT_ATTRS = ["data", "declaration", "declaration_map", "deps", "name", "source_map", "srcs", "transpiler", "tsconfig"]

def ts_config(**kwargs):
    """A tsconfig.json that other packages may use.

    Args:
        **kwargs: attributes of the rule in private/ts_config.bzl
    """
    check("ts_config", kwargs, CONFIG_ATTRS.keys())
    _ts_config(**kwargs)

def _outs(srcs, ending):
    "One output beside each source: src/main.ts -> src/main.<ending>, with mts and cts as tsc has it."
    result = []
    for src in srcs:
        path = src.split(":")[-1]
        if path.endswith((".d.ts", ".d.mts", ".d.cts")):
            continue
        stem, _, extension = path.rpartition(".")
        if extension not in ["ts", "mts", "cts"]:
            fail("ts_project: the air-gapped stand-in compiles .ts, .mts and .cts files, not {}".format(src))
        result.append("{}.{}".format(stem, ending.format(extension.removesuffix("ts"))))
    return result

def ts_project(
        name,
        srcs,
        tsconfig = "tsconfig.json",
        deps = [],
        data = [],
        declaration = False,
        declaration_map = False,
        source_map = False,
        transpiler = None,
        **kwargs):
    """Compiles TypeScript with tsc.

    Args:
        name: name of the target
        srcs: .ts, .mts and .cts files of this package, typings included
        tsconfig: a file, or a ts_config of any package; what the flags below say must stand in it too
        deps: targets with typings, npm packages among them
        data: files that programs need when they run
        declaration: whether tsconfig asks for typings
        declaration_map: whether it asks for maps of typings
        source_map: whether it asks for source maps
        transpiler: "tsc"
        **kwargs: Bazel's common attributes
    """
    check("ts_project", kwargs, _PROJECT_ATTRS)
    if transpiler != "tsc":
        fail("ts_project({}): the air-gapped stand-in compiles with tsc only; set transpiler = \"tsc\"".format(name))
    if type(tsconfig) == "dict":
        fail("ts_project({}): the air-gapped stand-in wants tsconfig to be a file or a ts_config".format(name))
    _rule(
        name = name,
        srcs = srcs,
        data = data,
        js_outs = _outs(srcs, "{}js"),
        map_outs = _outs(srcs, "{}js.map") if source_map else [],
        tsc = "@npm_typescript//:tsc",
        tsconfig = tsconfig,
        typing_maps_outs = _outs(srcs, "d.{}ts.map") if declaration and declaration_map else [],
        typings_outs = _outs(srcs, "d.{}ts") if declaration else [],
        deps = deps,
        **kwargs
    )

ts_project_rule = missing("ts_project_rule")
