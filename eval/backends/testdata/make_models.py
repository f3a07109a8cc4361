"""Writes models.json: ONNX files of a few operators whose outputs are constants, laid out as the exporters of detectors do it.

    pip install numpy==2.4.6 onnx==1.23.2
    python make_models.py

All show two objects on an input of 32 x 32, which has 21 cells at strides 8, 16 and 32: class 1 ("b") with score 0.9 in the box
12, 12, 20, 20, and class 0 ("a") with score 0.75 in the box 2, 2, 6, 8; where the model suppresses nothing, the first is there twice.
"""
import base64
import json

import numpy as np
from onnx import TensorProto as T
from onnx import helper as h
from onnx import numpy_helper

CELLS = 21
OBJECTS = [(16, 16, 8, 8, 0.9, 1), (4, 5, 4, 6, 0.75, 0), (16, 17, 8, 8, 0.8, 1)]
TYPES = {np.dtype("float32"): T.FLOAT, np.dtype("float16"): T.FLOAT16, np.dtype("int64"): T.INT64}


def model(outputs, metadata={}, batch=1, size=(32, 32), shapes={}, dtype=np.float32, extra=[], nodes=[], infos={}):
    """Outputs by name; `shapes` says what the file states in place of the true ones."""
    inits = [numpy_helper.from_array(value, name + "_value") for name, value in outputs.items() if isinstance(value, np.ndarray)]
    nodes = [*nodes, *(h.make_node("Identity", [name + "_value"], [name]) for name, value in outputs.items() if isinstance(value, np.ndarray))]
    ins = [h.make_tensor_value_info("images", TYPES[np.dtype(dtype)], [batch, 3, *size]), *extra]
    outs = [h.make_tensor_value_info(name, *(infos[name] if name in infos else (TYPES[value.dtype], shapes.get(name, value.shape))))
            for name, value in outputs.items()]
    made = h.make_model(h.make_graph(nodes, "g", ins, outs, inits), opset_imports=[h.make_opsetid("", 17)], ir_version=8)
    h.set_model_props(made, metadata)
    return base64.b64encode(made.SerializeToString()).decode()


def anchors(classes=2, masks=0, batch=1, dtype=np.float32):
    out = np.zeros((4 + classes + masks, CELLS), dtype)
    for i, (x, y, w, hh, score, label) in enumerate(OBJECTS):
        out[:4, 3 + i], out[4 + label, 3 + i] = (x, y, w, hh), score
        out[4 + classes:, 3 + i] = 1
    return np.repeat(out[None], batch, 0)


def objectness(classes=2, per_cell=3, class_score=1.0):
    """Of one class, YOLOv7 does not train the score: it is about a half everywhere."""
    out = np.zeros((1, CELLS * per_cell, 5 + classes), np.float32)
    out[:, :, 5:] = 0.5 if class_score == 1 else class_score
    for i, (x, y, w, hh, score, label) in enumerate(OBJECTS):
        out[0, 7 + i, :5] = (x, y, w, hh, score)
        out[0, 7 + i, 5:] = 0
        out[0, 7 + i, 5 + (label if classes > 1 else 0)] = class_score
    return out


def rows(count=30, masks=0, shares=False):
    out = np.zeros((1, count, 6 + masks), np.float32)
    for i, (x, y, w, hh, score, label) in enumerate(OBJECTS[:2]):
        box = (x / 32, y / 32, w / 32, hh / 32) if shares else (x - w / 2, y - hh / 2, x + w / 2, y + hh / 2)
        out[0, i, :6] = (*box, score, label)
        out[0, i, 6:] = 1
    return out


def centred():
    """Rows whose first object is as wide as it is far from the left."""
    out = rows()
    for i, (x, y, w, hh, _, _) in enumerate(OBJECTS[:2]):
        out[0, i, :4] = (x, y, w, hh)
    return out


def prototypes(batch=1, dtype=np.float32):
    return np.ones((batch, 2, 8, 8), dtype)


def chosen():
    """RT-DETR: boxes are shares times the photo's size, which is the second input."""
    shares = np.array([[[(x - w / 2) / 32, (y - hh / 2) / 32, (x + w / 2) / 32, (y + hh / 2) / 32] for x, y, w, hh, _, _ in OBJECTS[:2]]], np.float32)
    nodes = [h.make_node("Cast", ["orig_target_sizes"], ["real"], to=T.FLOAT), h.make_node("Tile", ["real", "twice"], ["four"]),
             h.make_node("Unsqueeze", ["four", "one"], ["wide"]), h.make_node("Mul", ["shares", "wide"], ["boxes"])]
    values = {"twice": np.array([1, 2]), "one": np.array([1]), "shares": shares}
    nodes = [h.make_node("Constant", [], [k], value=numpy_helper.from_array(v)) for k, v in values.items()] + nodes
    return model({"labels": np.array([[1, 0]]), "boxes": None, "scores": np.array([[0.9, 0.75]], np.float32)}, nodes=nodes,
                 batch="N", extra=[h.make_tensor_value_info("orig_target_sizes", T.INT64, ["N", 2])], infos={"boxes": (T.FLOAT, ["N", 2, 4])})


def queries():
    """RF-DETR: three queries, logits of three classes of which the first is none."""
    boxes = np.array([[[x / 32, y / 32, w / 32, hh / 32] for x, y, w, hh, _, _ in [OBJECTS[1], OBJECTS[0], OBJECTS[2]]]], np.float32)
    scores = np.array([[[0.01, 0.75, 0.1], [0.95, 0.1, 0.9], [0.01, 0.02, 0.03]]])
    return model({"dets": boxes, "labels": np.log(scores / (1 - scores)).astype(np.float32)})


NAMES = "{0: 'a', 1: 'b'}"
ULTRALYTICS = {"task": "detect", "names": NAMES, "imgsz": "[32, 32]", "stride": "32", "args": "{'batch': 1, 'dynamic': False, 'nms': False}"}
SEGMENT = ULTRALYTICS | {"task": "segment"}
DYNAMIC = ULTRALYTICS | {"args": "{'batch': 1, 'dynamic': True, 'nms': None}"}
OPEN = {"output0": ["batch", "Concat_dim_1", "anchors"]}
YOLOV5 = {"stride": "32", "names": NAMES}

def padded():
    """A pad of zeros in front of a pooling, as YOLOv3-tiny has it."""
    nodes = [h.make_node("Pad", ["x", "pads"], ["larger"]), h.make_node("MaxPool", ["larger"], ["y"], kernel_shape=[2, 2])]
    ends = [h.make_tensor_value_info(name, T.FLOAT, [1, 1, 2, 2]) for name in "xy"]
    pads = numpy_helper.from_array(np.array([0, 0, 0, 0, 0, 0, 1, 1]), "pads")
    made = h.make_model(h.make_graph(nodes, "g", ends[:1], ends[1:], [pads]), opset_imports=[h.make_opsetid("", 17)], ir_version=8)
    return base64.b64encode(made.SerializeToString()).decode()


MODELS = {
    "yolov8": model({"output0": anchors()}, ULTRALYTICS),
    "yolov8 without metadata": model({"output0": anchors()}),
    "yolov8 dynamic": model({"output0": anchors()}, DYNAMIC, "batch", ("height", "width"), OPEN),
    "yolov8 batch of 3": model({"output0": anchors(batch=3)}, ULTRALYTICS, 3),
    "yolov8 half": model({"output0": anchors(dtype=np.float16)}, ULTRALYTICS, dtype=np.float16),
    "yolov8 suppressed": model({"output0": rows()}, ULTRALYTICS | {"args": "{'nms': True}"}),
    "yolov8 suppressed dynamic": model({"output0": rows()}, DYNAMIC | {"args": "{'nms': True, 'dynamic': True}"}, "batch", ("height", "width"), {"output0": ["batch", "Slice_1", "Slice_2"]}),
    "yolov8-seg": model({"output0": anchors(masks=2), "output1": prototypes()}, SEGMENT),
    "yolov8-seg half": model({"output0": anchors(masks=2, dtype=np.float16), "output1": prototypes(dtype=np.float16)}, SEGMENT, dtype=np.float16),
    "yolo26-seg": model({"output0": rows(masks=2), "output1": prototypes()}, SEGMENT | {"end2end": "True"}),
    "yolov10": model({"output0": rows()}, ULTRALYTICS | {"end2end": "True"}),
    "yolov10 without metadata": model({"output0": rows()}),
    "yolov10, as many rows as cells": model({"output0": rows(CELLS)}),
    "yolov5": model({"output0": objectness(), "grid": np.zeros((1, 3, 4, 4, 7), np.float32)}, YOLOV5),
    "yolov6": model({"outputs": objectness(per_cell=1)}),
    "yolov7": model({"output": objectness()}),
    "one class, yolov5": model({"output0": objectness(1)}, {"stride": "32", "names": "{0: 'b'}"}),
    "one class, yolov7": model({"output": objectness(1, class_score=0.5)}),
    "rtdetr of Ultralytics": model({"output0": rows(shares=True)}, ULTRALYTICS | {"head": "RTDETRDecoder"}),
    "rtdetr of Ultralytics, metadata lost": model({"output0": rows(shares=True)}),
    "scores before the sigmoid": model({"output0": anchors() + np.where(anchors() == np.float32(0.9), np.float32(2), np.float32(0))}, ULTRALYTICS),
    "scores before the sigmoid, none above 1": model({"output0": np.where(np.arange(6)[None, :, None] < 4, anchors(), np.where(anchors() > 0, anchors(), np.float32(-6)))}, ULTRALYTICS),
    "rows of centres and sizes": model({"output0": centred()}, ULTRALYTICS | {"end2end": "True"}),
    "yolov8 transposed": model({"output0": (anchors() + np.float32(0.004)).transpose(0, 2, 1)}),
    "labels of another data set": model({"output0": rows() + np.array([0, 0, 0, 0, 0, 7], np.float32)}, ULTRALYTICS | {"end2end": "True"}),
    "rtdetr of Ultralytics dynamic": model({"output0": rows(shares=True)}, DYNAMIC | {"head": "RTDETRDecoder"}, "batch", ("height", "width"), {"output0": ["batch", "Concat_1", "anchors"]}),
    "pad before pooling": padded(),
    "rtdetr": chosen(),
    "rfdetr": queries(),
}

if __name__ == "__main__":
    with open("models.json", "w") as file:
        json.dump(MODELS, file, indent=1)
        file.write("\n")
