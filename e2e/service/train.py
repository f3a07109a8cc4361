"""Stands in for a trainer: what it has learnt is a checkpoint that was there before."""
import json
import shutil
import sys

checkpoint, request = sys.argv[1:]
with open(request) as file:
    output = json.load(file)["output"]
print(json.dumps({"progress": 0.5}), flush=True)
shutil.copy(checkpoint, f"{output}/best.onnx")
