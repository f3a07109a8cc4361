"""The peer's side of a benchmark: `peer.py <benchmark> <setup.json>`. One line with a task's number in, one line with its lap out."""

import importlib
import json
import sys
import time

name, path = sys.argv[1:]
with open(path, encoding="utf-8") as file:
    task = importlib.import_module(name).peer(json.load(file))
for line in sys.stdin:
    cpu = time.process_time()
    start = time.perf_counter()
    answer = task(int(line))
    seconds = time.perf_counter() - start
    print(json.dumps({"seconds": seconds, "cpuSeconds": time.process_time() - cpu, "answer": answer}), flush=True)
