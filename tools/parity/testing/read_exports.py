"""Reads what `eval:cli export` wrote with the program that it is for, and prints it as JSON: read_exports.py <format> <folder>…"""

import json
import sys
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
    import wandb

    wandb._assert_is_internal_process = True
    from wandb.proto import wandb_internal_pb2
    from wandb.sdk.internal.datastore import DataStore

    found = []
    for file in sorted(folder.glob("offline-run-*/run-*.wandb")):
        told = {}
        store = DataStore()
        store.open_for_scan(str(file))
        while (data := store.scan_data()) is not None:
            record = wandb_internal_pb2.Record()
            record.ParseFromString(data)
            values = lambda items: {item.key: json.loads(item.value_json) for item in items}
            kind = record.WhichOneof("record_type")
            if kind == "run":
                run = record.run
                told |= {"model": run.display_name, "evaluation": run.project, "parameters": values(run.config.update), "tags": list(run.tags)}
                told |= {"time": run.start_time.seconds * 1000, "notes": run.notes}
            elif kind == "summary":
                told["numbers"] = values(record.summary.update)
            elif kind == "exit":
                told["state"] = record.exit.exit_code
        found.append(told)
    return found


def model_card(folder):
    from huggingface_hub import ModelCard

    card = ModelCard.load(folder / "README.md")
    results = card.data.eval_results or []
    rows = [[one.task_type, one.dataset_type, one.dataset_args, one.metric_type, one.metric_value] for one in results]
    return [{"model": card.data.get("model_name"), "tags": card.data.tags, "rows": rows, "text": card.text}]


read = {"mlflow": mlflow, "wandb": wandb, "model-card": model_card}[sys.argv[1]]
print(json.dumps([read(Path(folder)) for folder in sys.argv[2:]]))
