"""A peer's evaluation of COCO's files as a whole process: `coco_peer.py <peer> <bbox | segm> <folder> <threads>`. One line of JSON out."""

import contextlib
import importlib.metadata
import io
import json
import os
import resource
import sys
import time

peer, kind, folder, threads = sys.argv[1:]
os.environ["RAYON_NUM_THREADS"] = threads
truth, results = f"{folder}/gt.json", f"{folder}/dt.json"


def drop_in(coco, evaluator, load):
    """Peers with the interface of pycocotools."""
    ground = coco(truth)
    run = evaluator(ground, getattr(ground, load)(results), kind)

    def evaluate():
        run.evaluate()
        run.accumulate()
        run.summarize()
        return list(run.stats)[:12]

    return evaluate


def pycocotools():
    from pycocotools.coco import COCO
    from pycocotools.cocoeval import COCOeval

    return drop_in(COCO, COCOeval, "loadRes")


def faster_coco_eval():
    from faster_coco_eval import COCO, COCOeval_faster

    return drop_in(COCO, COCOeval_faster, "loadRes")


def hotcoco():
    from hotcoco import COCO, COCOeval

    return drop_in(COCO, COCOeval, "load_res")


def ultrafast_pycocotools():
    from ultrafast_pycocotools import COCO, COCOeval

    return drop_in(COCO, COCOeval, "loadRes")


def vernier():
    """Reads the results while it evaluates: its evaluation alone holds that too."""
    from vernier.instance import Bbox, CocoDataset, Evaluator, Segm

    with open(truth, "rb") as file:
        ground = CocoDataset.from_json(file.read())
    with open(results, "rb") as file:
        found = file.read()
    evaluator = Evaluator(iou=Bbox() if kind == "bbox" else Segm(), parity_mode="strict")
    return lambda: list(evaluator.evaluate(ground, found, num_threads=int(threads)).stats)[:12]


with contextlib.redirect_stdout(io.StringIO()):
    evaluate = {f.__name__: f for f in (pycocotools, faster_coco_eval, hotcoco, ultrafast_pycocotools, vernier)}[peer]()
    start, cpu = time.perf_counter(), time.process_time()
    stats = evaluate()
    alone, alone_cpu = time.perf_counter() - start, time.process_time() - cpu
print(
    json.dumps(
        {
            "version": importlib.metadata.version(peer),
            "alone": alone,
            "aloneCpu": alone_cpu,
            "cpu": time.process_time(),
            "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            "stats": [float(value) for value in stats],
        }
    )
)
