"""pycocotools.mask.iou of one pair at a time, as an evaluation of one object a picture calls it; texts are bytes already."""

from pycocotools import mask


def peer(pairs):
    ready = [tuple({"size": rle["size"], "counts": rle["counts"].encode()} for rle in (pair["truth"], pair["prediction"])) for pair in pairs]

    def task(_):
        return [float(mask.iou([prediction], [truth], [0])[0, 0]) for truth, prediction in ready]

    return task
