/** EV9101 to EV9119: leaderboards; EV9201 to EV9259: the service. */
import type { ErrorCode } from './error_code.ts';

export const serviceCodes = {
  EV9101: {
    title: 'weights that a score does not have',
    cause: 'A weight names no term of the score, or all weights are 0.',
    cure: 'Use the names of the terms; at least one weight must be greater than 0.',
  },
  EV9102: {
    title: 'reports that cannot stand in one ranking',
    cause: 'They measured other samples, in another way, or by another version of a metric.',
    cure: 'Make a leaderboard for each suite, or evaluate the models again on one.',
  },
  EV9103: {
    title: 'a term of a score that nothing measured',
    cause: 'The metric, the corpus or the slice is misspelt, or no report measured it.',
    cure: 'Use a metric and a place that metrics.csv of the reports has.',
  },
  EV9104: {
    title: 'a database of another version',
    cause: 'A newer version of these rules has changed it, or the file is no database of ours.',
    cure: 'Use that version. An index of reports can be deleted: it is made again from them.',
  },
  EV9105: {
    title: 'a folder of results that cannot be indexed',
    cause: 'run.json is missing or malformed, or belongs to another report.',
    cure: 'Restore the folder, or remove it.',
  },
  EV9201: {
    title: 'no such model',
    cause: 'The name has no version in service and no v<number>.onnx or v<number>.pt, or the path does not exist.',
    cure: 'Put the checkpoint below the folder of models as <name>/v<number>.onnx.',
  },
  EV9202: {
    title: 'a request that is not what the service understands',
    cause: 'A field is missing, unknown, of another type or out of bounds.',
    cure: 'See openapi.json of the service.',
  },
  EV9203: {
    title: 'a path outside the folders of the service',
    cause: 'The path, or a link on it, leads out of the declared folder of models or datasets.',
    cure: 'Move the file there, or let the operator declare another folder.',
  },
  EV9204: {
    title: 'neither a name nor a path of a model',
    cause: 'A name is letters, digits, "_", "." and "-"; a path is absolute and ends in .onnx or .pt.',
    cure: 'Give the name, or the whole path.',
  },
  EV9205: {
    title: 'a PyTorch checkpoint and no exporter',
    cause: 'Evaluations run ONNX, and the operator declares no program that exports one.',
    cure: 'Export it (yolo export model=best.pt format=onnx) and give the .onnx, or declare `exporter` in service.yaml.',
  },
  EV9206: {
    title: 'no such dataset, or one that cannot be used',
    cause: 'The name is not declared, the file does not exist or is no dataset.yaml, or the evaluation takes none.',
    cure: 'Use a declared name, or a dataset.yaml below the folder of datasets.',
  },
  EV9207: {
    title: 'too many jobs wait',
    cause: 'The queue has as many jobs as the operator allows.',
    cure: 'Wait until some have ended, then ask again.',
  },
  EV9208: {
    title: 'no such job',
    cause: 'The id is misspelt, or of another service, or the job is of another kind.',
    cure: 'GET /v1/vision/jobs lists them.',
  },
  EV9209: {
    title: 'no token, or a wrong one',
    cause: 'The service listens beyond this machine, so that every request needs the header Authorization: Bearer <token>.',
    cure: 'Ask the operator for the token.',
  },
  EV9210: {
    title: 'what is in service moves only with the token for it',
    cause: 'The header X-Promotion-Token is missing or wrong, or the operator has declared no such token.',
    cure: 'Send the promotion token, or promote at the command line.',
  },
  EV9211: {
    title: 'nobody declared how to train',
    cause: 'service.yaml has no program for training.',
    cure: 'Train elsewhere, put the checkpoint below the folder of models and evaluate it; or declare `training`.',
  },
  EV9212: {
    title: 'an idempotency key that was used for another request',
    cause: 'The header Idempotency-Key names a job that was asked for with another body.',
    cure: 'Use a new key for a new request.',
  },
  EV9213: {
    title: 'a request from a page of another site',
    cause: 'A browser says that the request was made by a page that does not come from this service.',
    cure: 'Use the pages of the service, or a client that is no browser.',
  },
  EV9214: {
    title: 'no such evaluation',
    cause: 'service.yaml declares none of this name.',
    cure: 'Use a name that the message lists.',
  },
  EV9215: {
    title: 'the job has no result to act on',
    cause: 'It has not ended, or failed, or was about something else than one model.',
    cure: 'Wait for it, or choose a completed evaluation.',
  },
  EV9216: {
    title: 'nothing is known under this name',
    cause: 'The model was never evaluated here, or the file is no part of a result.',
    cure: 'GET /v1/vision/eval/leaderboard lists models.',
  },
  EV9217: {
    title: 'no such address',
    cause: 'The path is misspelt, or knows other methods.',
    cure: 'See openapi.json of the service.',
  },
  EV9218: {
    title: 'a body that is too large, or cannot be read',
    cause: 'The body exceeds the limit, is not what its Content-Type says, or arrived too slowly.',
    cure: 'Send JSON or a form.',
  },
  EV9219: {
    title: 'both models are one',
    cause: 'The two names lead to the same bytes: a comparison with itself finds nothing.',
    cure: 'Choose two checkpoints.',
  },
  EV9220: {
    title: 'a rollback that was refused',
    cause: 'The version was never in service under this name, or the store is busy or damaged.',
    cure: 'GET /v1/vision/promotions lists what was in service.',
  },
  EV9221: {
    title: 'service.yaml is not what the service understands',
    cause: 'The file is no YAML, a key is unknown or missing, or names do not fit together.',
    cure: 'Correct the file; see docs/service.md.',
  },
  EV9222: {
    title: 'another server works in this folder',
    cause: 'Two servers would do one job twice.',
    cure: 'Stop the other one, or give another --home.',
  },
  EV9223: {
    title: 'the service may not be reached from elsewhere without a token',
    cause: 'It shall listen at another address than this machine, and there is no --token-file.',
    cure: 'Give --token-file, or listen on 127.0.0.1.',
  },
  EV9230: {
    title: 'Bazel could not build the job',
    cause: 'Its own message follows; the log has the rest.',
    cure: 'Build the label of the job in the workspace of the service to see everything.',
  },
  EV9231: {
    title: 'a job that was given up',
    cause: 'The server ended several times while the job ran.',
    cure: 'Look at its log; the job may need more memory than there is.',
  },
  EV9232: {
    title: 'a program that does not start',
    cause: 'Bazel, the trainer or the exporter is not where the operator says.',
    cure: 'Correct service.yaml.',
  },
  EV9233: {
    title: 'an interrupted training',
    cause: 'The server ended while the program trained. It is not begun again: it may have done a part for good.',
    cure: 'Ask for the training again.',
  },
  EV9234: {
    title: 'a program of the operator that failed',
    cause: 'The trainer or the exporter ended with an error, ran too long, or left no checkpoint.',
    cure: 'Look at the log of the service.',
  },
  EV9235: {
    title: 'the disk is full, or the database is locked',
    cause: 'The file system has no room, cannot be written, or another process holds the database.',
    cure: 'Make room, or end the other process, and ask again. Jobs that were taken in are not lost.',
  },
  EV9239: {
    title: 'an error of the service',
    cause: 'A mistake in it; the log has the details.',
    cure: 'Report it.',
  },
} as const satisfies Record<string, ErrorCode>;
