"""Tar archives in the place of pictures and masks: one shard for each pack, with an index of what lies where."""

load(":node_action.bzl", "node_action")

def _attribute(mandatory):
    return {
        "packs": attr.label_list(
            doc = "Tar archives of pictures, one shard each: JPEG, PNG, WebP, TIFF and AVIF files, whatever else lies beside them (docs/corpora.md). " +
                  "The masks of `x.tar` are in `x.masks.tar`, so that a changed mask infers nothing again" +
                  (", or in `x.tar` itself under `mask_suffix`." if mandatory else "."),
            allow_files = [".tar"],
            mandatory = mandatory,
        ),
        "_packs": node_action.tool("//eval/packs"),
    }

_MASK_PACK = ".masks.tar"

def _index(ctx, name, pack):
    "An action that says what lies where in a pack. Keys are a file of their own: digests change with a picture, and import must not run for that."
    index, keys = node_action.run(
        ctx,
        tool = ctx.attr._packs,
        arguments = [("pack", pack)],
        outputs = {"index-out": "index-{}.ndjson".format(name), "keys-out": "keys-{}.txt".format(name)},
        mnemonic = "EvalPack",
        progress_message = "Indexing %{input}",
    )
    return struct(index = index, keys = keys, pack = pack)

def _shards(ctx, files, mask_suffix):
    """One shard for each pack of pictures, with the pack of its masks.

    Args:
        ctx: of the rule
        files: list of File; masks of x.tar are in x.masks.tar, or in x.tar where a suffix tells them apart
        mask_suffix: what a mask's file stem has after its picture's
    Returns:
        list of struct(pack, masks): what `_index` returns, and a list of it
    """
    masks = {f.short_path.removesuffix(_MASK_PACK): f for f in files if f.basename.endswith(_MASK_PACK)}
    packs = [f for f in files if not f.basename.endswith(_MASK_PACK)]
    shards = []
    for k, pack in enumerate(packs):
        indexed = _index(ctx, k, pack)
        own = masks.pop(pack.short_path.removesuffix(".tar"), None)
        shards.append(struct(
            masks = [_index(ctx, "masks-{}".format(k), own)] if own else ([indexed] if mask_suffix else []),
            pack = indexed,
        ))
    if masks:
        fail("packs: {} holds masks of {}.tar, which is not among the packs".format(masks.values()[0].basename, masks.keys()[0]))
    return shards

packs = struct(
    attribute = _attribute,
    shards = _shards,
)
