#!/usr/bin/env python3
"""The program of a command_backend, in Python with its standard library only: a foreground model without a model.

What differs in brightness from the edge of the picture is foreground. The backend asks for decoded pictures
(pictures = "ppm"), because the standard library cannot read JPEG. contrast.ts does the same in TypeScript.
"""

import argparse
import itertools
import json


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--request", required=True)
    parser.add_argument("--response", required=True)
    arguments = parser.parse_args()

    with open(arguments.request, encoding="utf-8") as file:
        request = json.load(file)
    if request["schemaVersion"] != 1:
        raise SystemExit(f"expected a request of schemaVersion 1, got {request['schemaVersion']}")

    with open(arguments.response, "w", encoding="utf-8", newline="\n") as file:
        for sample in request["samples"]:
            file.write(json.dumps(answer(sample, request["config"].get("contrast", 40))) + "\n")


def answer(sample, contrast):
    """A row of the response."""
    if sample["kind"] != "image":
        return {"id": sample["id"], "failed": f"the sample is no picture but {sample['kind']}"}
    width, height, pixels = read_ppm(sample["pixels"])
    mask = foreground(width, height, pixels, contrast)
    return {"id": sample["id"], "mask": {"size": [height, width], "counts": run_lengths(mask, width)}}


def read_ppm(path):
    """Width, height and bytes (red, green, blue; row by row) of a binary PPM file without comments."""
    with open(path, "rb") as file:
        magic, size, maximum = (file.readline().split() for _ in range(3))
        if (magic, maximum) != ([b"P6"], [b"255"]):
            raise ValueError(f"{path}: expected P6 with 8 bits")
        width, height = map(int, size)
        return width, height, file.read()


def foreground(width, height, pixels, contrast):
    """Bytes 0 and 1, row by row."""
    channels = zip(pixels[0::3], pixels[1::3], pixels[2::3])
    brightness = bytes((299 * red + 587 * green + 114 * blue) // 1000 for red, green, blue in channels)
    rows = brightness[:width] + brightness[-width:]
    columns = brightness[::width] + brightness[width - 1 :: width]
    edge = (sum(rows) + sum(columns)) // (2 * (width + height))
    return bytes(abs(value - edge) > contrast for value in brightness)


def run_lengths(mask, width):
    """COCO's compressed text: lengths of runs down the columns, background first; from the fourth on as differences
    to the one two places before; in groups of 5 bits, low ones first, each with 32 added where more follow, plus 48."""
    down = b"".join(mask[x::width] for x in range(width))
    lengths = [0] if down[0] else []
    lengths += [len(list(run)) for _, run in itertools.groupby(down)]
    text = []
    for i, length in enumerate(lengths):
        value = length - lengths[i - 2] if i > 2 else length
        more = True
        while more:
            group = value & 31
            value >>= 5
            more = value != (-1 if group & 16 else 0)
            text.append(chr(group + (80 if more else 48)))
    return "".join(text)


if __name__ == "__main__":
    main()
