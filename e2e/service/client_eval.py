"""The client that the vision service documents for an evaluation, but for host and paths."""
import os

import httpx
import time

LLAMAFARM = os.environ["SERVICE"]

# Start evaluation
resp = httpx.post(f"{LLAMAFARM}/v1/vision/eval", data={
    "model": os.environ["MODEL"],
    "dataset": os.environ["DATASET"],
    "imgsz": 640,
})
job_id = resp.json()["job_id"]

# Poll until complete
while True:
    status = httpx.get(f"{LLAMAFARM}/v1/vision/eval/{job_id}").json()
    if status["status"] in ("completed", "failed"):
        break
    time.sleep(5)

if status["status"] == "completed":
    result = status["result"]
    print(f"mAP50: {result['mAP50']:.3f}")
    print(f"Score: {result['score']:.4f}")
    print(f"Small obj recall: {result['small_object_recall']:.3f}")

# Check leaderboard
lb = httpx.get(f"{LLAMAFARM}/v1/vision/eval/leaderboard").json()
for entry in lb:
    print(f"#{entry['rank']} {entry['model_name']}: {entry['score']:.4f}")
