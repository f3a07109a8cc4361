"""The client that the vision service documents for training, evaluation and promotion in one request, but for host and paths."""
import os

import httpx
import time

LLAMAFARM = os.environ["SERVICE"]

# Single request: train + auto-eval + auto-promote
resp = httpx.post(f"{LLAMAFARM}/v1/vision/train", data={
    "model": "aerial-v4",
    "dataset": os.environ["DATASET"],
    "task": "detection",
    "epochs": 20,
    "batch_size": 8,
    "auto_eval": "true",
    "auto_promote": "true",
})
job_id = resp.json()["job_id"]

# Just wait for training — eval + promote happen automatically
while True:
    status = httpx.get(f"{LLAMAFARM}/v1/vision/train/{job_id}").json()
    print(f"Status: {status['status']} Progress: {status.get('progress', 0):.0%}")
    if status["status"] in ("completed", "failed"):
        break
    time.sleep(10)

# Check what got promoted
lb = httpx.get(f"{LLAMAFARM}/v1/vision/eval/leaderboard").json()
print(f"Current best: {lb[0]['model_name']} (score: {lb[0]['score']:.4f})")
