"""Detection transformers of Hugging Face transformers, exported, and what its own processors make of them.

    pip install torch torchvision transformers==5.24.0 pillow==12.3.0 onnx==1.23.2 onnxruntime==1.32.0
    python export.py <folder of pictures> <folder for models and detections>

Weights are random, but for scores that differ from class to class and lie around the confidence. What is compared is the chain around the
model, which does not know the weights: resizing, normalisation, scores, choice, and boxes on the photo.
"""
import json
import sys
from pathlib import Path

import numpy
import onnxruntime
import torch
from PIL import Image, ImageOps
from transformers import DFineConfig, DFineForObjectDetection, RfDetrConfig, RfDetrForObjectDetection, RfDetrImageProcessor
from transformers.models.rt_detr.image_processing_pil_rt_detr import RTDetrImageProcessorPil

PICTURES = [2, 5, 8, 17, 30]
CLASSES = 5
CONFIDENCE = 0.25
OUTPUTS = ["pred_boxes", "logits"]


def dfine():
    config = DFineConfig(num_labels=CLASSES, num_queries=60, encoder_layers=1, decoder_layers=2)
    return DFineForObjectDetection(config), RTDetrImageProcessorPil(size=dict(height=320, width=320)), 320


def rfdetr():
    config = RfDetrConfig(num_labels=CLASSES, num_queries=60, decoder_layers=2)
    size = 392  # windows of 4 x 4 patches of 14 pixels
    config.backbone_config.image_size = size
    model = RfDetrForObjectDetection(config).eval()
    # ONNX has no resize as that of the position embeddings: they are resized once, before.
    for module in model.modules():
        if hasattr(module, "interpolate_pos_encoding"):
            with torch.no_grad():
                places = module.interpolate_pos_encoding(torch.zeros(1, 1 + (size // 14) ** 2, module.position_embeddings.shape[-1]), size, size)
            module.interpolate_pos_encoding = lambda *_, places=places: places
    return model, RfDetrImageProcessor(size=dict(height=size, width=size), do_pad=False), size


MODELS = {"dfine": dfine, "rfdetr": rfdetr}


class Outputs(torch.nn.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, pixel_values):
        given = self.model(pixel_values=pixel_values, return_dict=True)
        return given.pred_boxes, given.logits


class Given:
    def __init__(self, boxes, logits):
        self.pred_boxes, self.logits = torch.tensor(boxes), torch.tensor(logits)


def main(pictures, folder):
    folder.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    for name, make in MODELS.items():
        torch.manual_seed(3)
        model, processor, size = make()
        for key, values in model.named_parameters():
            if "class_embed" in key:
                values.data = torch.randn_like(values) * (1.5 if key.endswith("bias") else 0.15) - (1.5 if key.endswith("bias") else 0)
        path = folder / f"transformers-{name}.onnx"
        torch.onnx.export(Outputs(model.eval()), (torch.rand(1, 3, size, size),), path, input_names=["pixel_values"], output_names=OUTPUTS, opset_version=17, dynamo=False)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # sums in one order
        session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
        expected = {picture.name: detections(session, processor, upright(picture)) for picture in pictures}
        path.with_suffix(".json").write_text(json.dumps(expected))
        print(name, {key: len(value["scores"]) for key, value in expected.items()}, flush=True)


def upright(picture):
    return ImageOps.exif_transpose(Image.open(picture)).convert("RGB")


def detections(session, processor, picture):
    pixels = numpy.asarray(processor(images=picture, return_tensors="pt")["pixel_values"], dtype=numpy.float32)
    given = Given(*session.run(OUTPUTS, {"pixel_values": pixels}))
    (found,) = processor.post_process_object_detection(given, threshold=CONFIDENCE, target_sizes=[(picture.height, picture.width)])
    order = torch.argsort(found["scores"], descending=True, stable=True)
    return dict(corners=found["boxes"][order].double().flatten().tolist(), scores=found["scores"][order].double().tolist(), labels=found["labels"][order].tolist(), areas=None)


if __name__ == "__main__":
    main([Path(sys.argv[1]) / f"pot_{number:04}.jpg" for number in PICTURES], Path(sys.argv[2]).resolve())
