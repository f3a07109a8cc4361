"""Exports of every YOLO generation by Ultralytics itself, and what Ultralytics detects with them.

    pip install ultralytics==8.4.190 onnx==1.23.2 onnxruntime==1.32.0
    python export.py <folder of pictures> <folder for models and detections> [name ...]

Trained weights cannot be had everywhere: models are built from their YAML with a seed, and the last layers of their heads are
spread, so that scores and classes differ as those of a trained model do. What is compared is the chain, which does not know the weights.
"""
import json
import os
import shutil
import sys
from pathlib import Path

import torch
from ultralytics import RTDETR, YOLO

SIZE = 160
# Pictures that fit into the input without rounding: there all versions of Ultralytics put boxes back alike.
PICTURES = [2, 5, 8, 17, 30]
OPTIONS = dict(conf=0.25, iou=0.7, max_det=300, retina_masks=True, imgsz=SIZE, device="cpu", verbose=False, save=False)

EXPORTS = {
    "yolov5n": ("yolov5n.yaml", {}),
    "yolov6n": ("yolov6n.yaml", {}),
    "yolov8n": ("yolov8n.yaml", {}),
    "yolov8n-suppressed": ("yolov8n.yaml", dict(nms=True)),
    "yolov8n-dynamic": ("yolov8n.yaml", dict(dynamic=True)),
    "yolov8n-half": ("yolov8n.yaml", dict(half=True)),
    "yolov8n-batch": ("yolov8n.yaml", dict(batch=2)),
    "yolov8n-seg": ("yolov8n-seg.yaml", {}),
    "yolov8n-seg-suppressed": ("yolov8n-seg.yaml", dict(nms=True)),
    "yolov8n-seg-dynamic": ("yolov8n-seg.yaml", dict(dynamic=True)),
    "yolov9t": ("yolov9t.yaml", {}),
    "yolov10n": ("yolov10n.yaml", dict(nms=False)),
    "yolo11n": ("yolo11n.yaml", {}),
    "yolo11n-seg": ("yolo11n-seg.yaml", {}),
    "yolo12n": ("yolo12n.yaml", {}),
    "yolo26n": ("yolo26n.yaml", dict(nms=False)),
    "yolo26n-seg": ("yolo26n-seg.yaml", dict(nms=False)),
    "rtdetr-l": ("rtdetr-l.yaml", {}),
}


def spread(model):
    """Activations of unit size throughout, as training leaves them, and scores from below to above the confidence, each class another one."""
    generator = torch.Generator().manual_seed(7)
    normal = lambda shape: torch.randn(shape, generator=generator)
    network = model.model
    for module in network.modules():
        if isinstance(module, torch.nn.BatchNorm2d):
            module.momentum = None  # the mean over all that was seen
    head = network.model[-1]
    last = lambda *names: [each[-1] if isinstance(each, torch.nn.Sequential) else each for name in names for each in getattr(head, name, None) or []]
    scores, boxes = last("cv3", "one2one_cv3", "dec_score_head"), last("cv2", "one2one_cv2")
    seen = {}
    hooks = [layer.register_forward_hook(lambda module, given, _: seen.__setitem__(module, given[0].detach().std().item())) for layer in scores + boxes]
    pictures = torch.nn.functional.interpolate(torch.rand((4, 3, 10, 10), generator=generator), (SIZE, SIZE), mode="bicubic").clamp(0, 1)
    with torch.no_grad():
        for module in network.modules():
            if isinstance(module, torch.nn.BatchNorm2d):
                module.train()
        network(pictures)
        network.eval()
        network(pictures)
    for hook in hooks:
        hook.remove()
    for layers, mean, deviation, each_its_own in ((scores, -6.5, 1.5, 1), (boxes, 2, 0.1, 0)):  # sides in cells: where nothing bounds them, below 0 is no box
        for layer in layers:
            layer.weight.data = normal(layer.weight.shape) * deviation / (max(seen.get(layer, 1), 1e-6) * layer.weight.shape[1] ** 0.5)
            layer.bias.data = mean + each_its_own * normal(layer.bias.shape)


def main(pictures, folder, names):
    folder.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    for name in names or EXPORTS:
        config, options = EXPORTS[name]
        kind = RTDETR if name.startswith("rtdetr") else YOLO
        torch.manual_seed(1)
        model = kind(config)
        spread(model)
        file = folder / f"{name}.onnx"
        shutil.move(model.export(format="onnx", imgsz=SIZE, device="cpu", simplify=False, verbose=False, **options), file)
        exported = kind(str(file), **({} if kind is RTDETR else dict(task="segment" if "seg" in name else "detect")))
        expected = {picture.name: detections(exported.predict(str(picture), **OPTIONS)[0]) for picture in pictures}
        file.with_suffix(".json").write_text(json.dumps(expected))
        print(name, {key: len(value["scores"]) for key, value in expected.items()}, flush=True)


def detections(result):
    masks = None if result.masks is None else [int(mask.sum()) for mask in result.masks.data.cpu().numpy() > 0]
    boxes = result.boxes
    return dict(corners=boxes.xyxy.cpu().double().flatten().tolist(), scores=boxes.conf.cpu().double().tolist(), labels=[int(label) for label in boxes.cls], areas=masks)


if __name__ == "__main__":
    os.environ["YOLO_OFFLINE"] = "true"
    source, target, *wanted = sys.argv[1:]
    main([Path(source) / f"pot_{number:04}.jpg" for number in PICTURES], Path(target).resolve(), wanted)
