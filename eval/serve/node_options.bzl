"""How Node.js runs the server, in service and in tests of it under faults."""

# Without a bound V8 gives the young generation more and more room under load: 321 MB after ten minutes, of which 27 were in use.
SERVER_NODE_OPTIONS = [
    "--disable-warning=ExperimentalWarning",
    "--max-semi-space-size=4",
]
