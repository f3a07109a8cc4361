"""pycocotools.mask.encode, which reads down the columns: a predicted mask is brought into that order first."""

import numpy as np
from pycocotools import mask


def peer(pairs):
    masks = [np.ascontiguousarray(mask.decode({"size": p["prediction"]["size"], "counts": p["prediction"]["counts"].encode()})) for p in pairs]

    def task(_):
        return [mask.encode(np.asfortranarray(pixels))["counts"].decode() for pixels in masks]

    return task
