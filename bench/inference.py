"""The two chains with ONNX Runtime, Pillow, OpenCV and numpy, as a careful evaluation script has them; one thread each."""

import ast

import cv2
import numpy as np
import onnxruntime
from PIL import Image, ImageOps
from pycocotools import mask as coco_mask

cv2.setNumThreads(1)
MEAN, DEVIATION = np.array([0.485, 0.456, 0.406]), np.array([0.229, 0.224, 0.225])


def peer(given):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(given["model"], options, providers=["CPUExecutionProvider"])
    chain = {"yolo_seg": YoloSeg, "saliency": Saliency}[given["chain"]](session)

    def task(number):
        with Image.open(given["images"][number]) as file:
            photo = ImageOps.exif_transpose(file).convert("RGB")
        text = coco_mask.encode(np.asfortranarray(chain.foreground(photo), dtype=np.uint8))
        return {"prediction": {"kind": "mask", "mask": {"size": text["size"], "counts": text["counts"].decode()}}}

    return task


class YoloSeg:
    """Letterbox, one class an anchor, greedy suppression, the union of the instances' masks cut at their boxes."""

    def __init__(self, session):
        self.session = session
        self.input = session.get_inputs()[0]
        self.names = len(ast.literal_eval(session.get_modelmeta().custom_metadata_map["names"]))
        self.height, self.width = self.input.shape[2:]

    def foreground(self, photo):
        pixels = np.array(photo)
        height, width = pixels.shape[:2]
        ratio = min(self.height / height, self.width / width)
        inner = round(width * ratio), round(height * ratio)
        left, top = round((self.width - inner[0]) / 2 - 0.1), round((self.height - inner[1]) / 2 - 0.1)
        canvas = np.full((self.height, self.width, 3), 114, np.uint8)
        canvas[top : top + inner[1], left : left + inner[0]] = cv2.resize(pixels, inner, interpolation=cv2.INTER_LINEAR)
        feed = np.ascontiguousarray(canvas.transpose(2, 0, 1)[None], dtype=np.float32) / 255
        found, prototypes = self.session.run(None, {self.input.name: feed})
        inside = np.zeros((height, width), bool)
        for x1, y1, x2, y2, coefficients in self.selected(found[0]):
            logits = np.tensordot(coefficients, prototypes[0], 1)
            enlarged = cv2.resize(logits, (self.width, self.height), interpolation=cv2.INTER_LINEAR)
            shown = enlarged[top : top + inner[1], left : left + inner[0]]
            full = cv2.resize(shown, (width, height), interpolation=cv2.INTER_LINEAR)
            columns = slice(*(int(np.clip(np.ceil((x - left) / ratio), 0, width)) for x in (x1, x2)))
            rows = slice(*(int(np.clip(np.ceil((y - top) / ratio), 0, height)) for y in (y1, y2)))
            inside[rows, columns] |= full[rows, columns] > 0
        return inside

    def selected(self, found):
        scores = found[4 : 4 + self.names]
        best = scores.max(0)
        (anchors,) = np.nonzero(best > 0.25)
        anchors = anchors[np.argsort(-best[anchors], kind="stable")]
        labels = scores[:, anchors].argmax(0)
        x, y, w, h = found[:4, anchors]
        x1, y1, x2, y2 = x - w / 2, y - h / 2, x + w / 2, y + h / 2
        alive = np.ones(len(anchors), bool)
        kept = []
        for i in range(len(anchors)):
            if not alive[i] or len(kept) == 300:
                continue
            kept.append((x1[i], y1[i], x2[i], y2[i], found[4 + self.names :, anchors[i]]))
            across = np.clip(np.minimum(x2[i], x2) - np.maximum(x1[i], x1), 0, None)
            down = np.clip(np.minimum(y2[i], y2) - np.maximum(y1[i], y1), 0, None)
            both = across * down
            alive &= (labels != labels[i]) | (both <= 0.7 * (w[i] * h[i] + w * h - both))
        return kept


class Saliency:
    """Stretched to 320 x 320, scaled by its largest value, the map stretched to 0..255 and enlarged, 128 and more inside."""

    def __init__(self, session):
        self.session = session

    def foreground(self, photo):
        small = np.array(photo.resize((320, 320), Image.Resampling.LANCZOS))
        scaled = (small / max(small.max(), 1e-6) - MEAN) / DEVIATION
        feed = np.ascontiguousarray(scaled.transpose(2, 0, 1)[None], dtype=np.float32)
        (result,) = self.session.run([self.session.get_outputs()[0].name], {self.session.get_inputs()[0].name: feed})
        soft = result[0, 0]
        low, high = soft.min(), soft.max()
        grey = ((soft - low) / (high - low) * 255).astype(np.uint8) if high > low else np.zeros(soft.shape, np.uint8)
        return np.array(Image.fromarray(grey).resize(photo.size, Image.Resampling.LANCZOS)) >= 128
