"""Reads what `eval:cli export` wrote with the program that it is for, and prints it as JSON: read_exports.py <format> <folder>…"""

import gzip
import json
import os
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


def mlflow(folder):
    from mlflow.entities import ViewType
    from mlflow.tracking import MlflowClient

    client = MlflowClient(tracking_uri=folder.as_uri())
    found = []
    for experiment in client.search_experiments(view_type=ViewType.ALL):
        for run in client.search_runs([experiment.experiment_id], order_by=["start_time DESC"]):
            data, info = run.data, run.info
            told = {"numbers": data.metrics, "parameters": data.params, "tags": data.tags}
            found.append({**told, "model": info.run_name, "evaluation": experiment.name, "time": info.start_time, "state": info.status})
    return found


def wandb(folder):
    """What `wandb sync` sends of each run, to a server that notes it down."""
    sent = []

    class Server(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["content-length"]))
            body = gzip.decompress(body) if self.headers["content-encoding"] == "gzip" else body
            answer = {}
            if self.path == "/graphql":
                asked = json.loads(body)
                if "upsertBucket" in asked["query"]:
                    sent.append(asked["variables"])
                    project = {"id": "p", "name": "p", "entity": {"id": "e", "name": "e"}}
                    bucket = {"id": "i", "name": asked["variables"]["name"], "displayName": "d", "config": "{}", "project": project}
                    answer = {"upsertBucket": {"bucket": bucket, "inserted": True}}
            elif self.path.endswith("/file_stream"):
                sent.append(json.loads(body))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps({"data": answer}).encode())

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    found = []
    for run in sorted(folder.glob("offline-run-*")):
        sent.clear()
        own = {"WANDB_BASE_URL": f"http://127.0.0.1:{server.server_port}", "WANDB_API_KEY": "a" * 40, "HOME": str(folder), "WANDB_ERROR_REPORTING": "false"}
        subprocess.run([Path(sys.executable).with_name("wandb"), "sync", "--yes", run], env={**os.environ, **own}, check=True, cwd=folder, stdout=subprocess.DEVNULL)
        first = next(one for one in sent if "displayName" in one)
        parameters = {key: one["value"] for key, one in json.loads(first["config"]).items() if key != "_wandb"}
        streamed = [one for one in sent if "displayName" not in one]
        numbers = {}
        for one in streamed:
            for content in one.get("files", {}).get("wandb-summary.json", {}).get("content", []):
                numbers |= json.loads(content)
        state = next(one["exitcode"] for one in streamed if one.get("complete"))
        told = {"model": first["displayName"], "project": first["project"], "notes": first["notes"], "tags": first["tags"]}
        found.append({**told, "parameters": parameters, "numbers": {k: v for k, v in numbers.items() if not k.startswith("_")}, "state": state})
    server.shutdown()
    return found


def model_card(folder):
    from huggingface_hub import ModelCard

    card = ModelCard.load(folder / "README.md")
    results = card.data.eval_results or []
    rows = [[one.task_type, one.dataset_type, one.dataset_args, one.metric_type, one.metric_value] for one in results]
    return [{"model": card.data.get("model_name"), "tags": card.data.tags, "rows": rows, "text": card.text}]


read = {"mlflow": mlflow, "wandb": wandb, "model-card": model_card}[sys.argv[1]]
print(json.dumps([read(Path(folder)) for folder in sys.argv[2:]]))
