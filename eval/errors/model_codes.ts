/** EV3 checkpoints and backends, EV4 predictions. */
import type { ErrorCode } from './error_code.ts';

export const modelCodes = {
  EV3001: {
    title: 'a file that is no ONNX model',
    cause: 'It was cut short, is a pointer to large-file storage, or is another kind of file.',
    cure: 'Fetch the file again; a pointer of Git LFS is a few lines of text.',
  },
  EV3002: {
    title: 'a checkpoint is not the pinned one',
    cause: 'The file, or a file of its external data, changed since its SHA-256 was written down.',
    cure: 'Use the pinned file. If the change is meant, pin the new SHA-256: that is a new checkpoint.',
  },
  EV3003: {
    title: 'external data outside of the checkpoint',
    cause: "A tensor's bytes are said to lie at an absolute path, above the model's folder, nowhere, or at a path with detours.",
    cure: 'Export the model again with its data beside it.',
  },
  EV3004: {
    title: 'external data that is not declared',
    cause: 'The model keeps tensors in another file; the file was renamed after the export, or left out.',
    cure: 'Add the file to `data` of the model_checkpoint, under the name that the model uses.',
  },
  EV3005: {
    title: 'external data that does not fit its file or its tensor',
    cause: 'Offset or length are malformed, reach beyond the end of the file, or are not what the shape needs.',
    cure: 'Model and data belong to different exports, or the data was cut short: fetch both again.',
  },
  EV3006: {
    title: 'two tensors share bytes of external data',
    cause: 'Their ranges overlap; runtimes load such a file without complaint.',
    cure: 'Export the model again.',
  },
  EV3007: {
    title: 'a data file that the model does not use',
    cause: 'It is left over from another export, or its name is not the one that the model uses.',
    cure: 'Remove it from `data`, or give it the name that the model uses.',
  },
  EV3008: {
    title: 'a data file that is longer than its tensors',
    cause: 'Bytes follow that no tensor uses: the file was appended to, or is of another export. Runtimes do not mind.',
    cure: 'Fetch model and data again, or export the model again.',
  },
  EV3009: {
    title: 'external data that cannot be repaired',
    cause: 'The model keeps no data in another file, in several, or already in one of that name; or the data is not what was stated.',
    cure: 'Repair mends one thing only: the name of the one data file. For anything else export the model again.',
  },
  EV3010: {
    title: "a model's file is not the one that was checked",
    cause: 'The file changed after checkpoint.json was written, or belongs to another checkpoint.',
    cure: 'Build the checkpoint again.',
  },
  EV3011: {
    title: 'a kind of backend or of naive baseline that does not exist',
    cause: 'The kind is misspelt, or belongs to another version of these rules.',
    cure: 'Use one of the kinds named.',
  },
  EV3012: {
    title: 'the configuration of a backend or of a naive baseline is wrong',
    cause: 'An attribute is unknown, its value is of another type or out of range, or it names a region that the corpus does not have.',
    cure: 'See the rule of the backend for its attributes, and `naive_backend` for what each kind declares.',
  },
  EV3013: {
    title: 'a backend has nothing to predict from, or the wrong thing',
    cause: 'Models need a checkpoint, imported predictions need files, and neither takes the other.',
    cure: "See the backend's rule for what it needs.",
  },
  EV3014: {
    title: 'a model that the runtime cannot load',
    cause: 'The file is damaged, or uses operators or types that ONNX Runtime does not have on a CPU.',
    cure: 'Export the model again, with an opset and types that ONNX Runtime supports.',
  },
  EV3015: {
    title: "a model's inputs are not those of its backend",
    cause: 'The model takes more, fewer or other things than the backend gives, or whole numbers where a picture of real ones is given.',
    cure: 'Use the backend that the model was made for. A picture may be of float32, float16, bfloat16 or float64.',
  },
  EV3016: {
    title: 'a model does not fit its backend',
    cause: 'Its metadata is missing, unreadable, or contradicts the shapes of its inputs and outputs; or it is for another task.',
    cure: 'Use the backend that the model was made for, or export the model again.',
  },
  EV3017: {
    title: 'a class that the model does not know',
    cause: 'The name is misspelt, or the model was trained on other classes.',
    cure: 'Correct the name in `classes`.',
  },
  EV3018: {
    title: 'a model failed on a sample',
    cause: 'ONNX Runtime gave an error while running it.',
    cure: 'Correct the model: one that stops on a picture cannot be judged.',
  },
  EV3019: {
    title: "a model's output cannot be used",
    cause: 'It holds NaN or infinities, or has another type or shape than the model declares.',
    cure: 'Correct the model: half precision overflows, and a division by zero somewhere are usual reasons.',
  },
  EV3020: {
    title: 'a backend was given input that it does not read',
    cause: 'The corpus has features or predictions only, and the backend reads pictures; or the other way round.',
    cure: 'Use a backend for the kind of input that the corpus has.',
  },
  EV3021: {
    title: 'a plan of folds is malformed',
    cause: 'It is not JSON, or not `{folds: [{heldOut, trainSources, …}, …]}`.',
    cure: 'Write the plan again with the program that trained the folds.',
  },
  EV3022: {
    title: 'a plan of folds does not leave one source out at a time',
    cause: 'A source is held out by no fold or by two, or a fold was not trained on all others. A mean over such folds is another number.',
    cure: 'Train the fold that is missing; keep one fold for each source.',
  },
  EV3023: {
    title: 'a fold was trained on what it is tested on',
    cause: 'The source that the fold holds out is among its training sources.',
    cure: 'Train the fold again without the source. Its numbers so far mean nothing.',
  },
  EV3024: {
    title: 'models and plan of folds do not fit together',
    cause: 'A fold has no model, a model has no fold, or two folds have the same weights.',
    cure: 'Name the models after what they were kept from, one for each fold; fetch again what was copied over.',
  },
  EV3025: {
    title: 'a sample of a source that no fold holds out',
    cause: 'The corpus has a source that the plan does not have: any model may have been trained on it.',
    cure: 'Train a fold without that source, or evaluate a corpus of the sources of the plan.',
  },
  EV3026: {
    title: 'a plan of folds was made for other data',
    cause: 'It says how many frames or clips there are, and the corpus has more or fewer.',
    cure: 'Use the plan and the models that were made with this corpus, or train the folds again.',
  },
  EV3027: {
    title: 'a feature that a sample does not have',
    cause: 'A name in `features` of the backend is misspelt, or the corpus was indexed with other features.',
    cure: 'Name the features as the corpus does, and let the corpus have all that the model reads.',
  },
  EV3028: {
    title: 'an execution provider that this machine does not have',
    cause:
      'The backend declares another provider than the CPU, and its driver or its libraries are not installed where actions run. Or two numbers of threads are asked of WebAssembly in one process.',
    cure: 'Run the action where the provider is installed, or leave `provider` out to run on the CPU.',
  },
  EV3029: {
    title: 'detections that no model of the kind gives',
    cause:
      'The output was read by another layout than the export has: its metadata or the declaration are of another export. Or the model is broken.',
    cure: 'Export the model again with its metadata, or declare `layout` and `names` as they are.',
  },
  EV4001: {
    title: 'a row of predictions is malformed',
    cause: 'It is not JSON, or has not the keys of its format: of our own, exactly one of mask, regions, values, type with value, and failed.',
    cure: 'Write one JSON object a line, as the page on file formats says.',
  },
  EV4002: {
    title: 'a sample is predicted twice',
    cause: 'Two rows have one id, in one file or in two.',
    cure: 'Keep one of them; name the `corpus` in rows whose ids occur in several corpora.',
  },
  EV4003: {
    title: 'a predicted mask has not the size of the picture or of the true mask',
    cause: 'It was made on a shrunk picture, on the grid of the model or without the EXIF orientation, or width and height are swapped.',
    cure: 'Give the mask at the displayed size of the picture, and regions on the grid of the labels; size is [height, width].',
  },
  EV4004: {
    title: 'a prediction for an unknown sample',
    cause: 'The id is misspelt, or the row belongs to another corpus.',
    cure: 'Correct the id, or name the `corpus` that the row belongs to.',
  },
  EV4005: {
    title: 'a predicted region that the backend does not declare',
    cause: 'The name is misspelt in the row or in `modules`, or the model knows more regions than the backend says.',
    cure: 'Declare the region; one that the corpus does not have is not scored.',
  },
  EV4012: {
    title: 'truth that a naive baseline cannot be made of',
    cause: 'The truth is of a kind that this kind of baseline has no rule for, or its masks have different sizes.',
    cure: 'Use a naive baseline for this kind of truth; of pictures of many sizes there is no mean mask.',
  },
  EV4013: {
    title: 'truth and slices are not of one corpus',
    cause: 'The files belong to different corpora or versions, so that the groups of some samples are not known.',
    cure: 'Give truth and slices of one corpus, as `verify` and `assemble` wrote them.',
  },
  EV4020: {
    title: 'the program of a backend cannot be started',
    cause: 'It is not executable, or its first line names an interpreter that is not there.',
    cure: 'Start it by hand; `bazel run //eval/conformance` does so with the environment that it gets here.',
  },
  EV4021: {
    title: 'the program of a backend exceeded its time limit',
    cause: 'It hangs (waits for the network, which is blocked, say), or a shard is more work than `timeout_seconds` allows.',
    cure: 'Cut the corpus into more `shards`, or raise `timeout_seconds` of the command_backend.',
  },
  EV4022: {
    title: 'the program of a backend failed',
    cause: 'It ended with an exit status other than 0. What it may have written is not read: a crash is no prediction.',
    cure: 'Correct what its last lines say. For a single sample that cannot be predicted, write a row with `failed` and go on.',
  },
  EV4023: {
    title: 'the program of a backend was killed',
    cause: 'A signal ended it: SIGKILL mostly means that memory ran out, SIGSEGV a fault in native code.',
    cure: 'Choose larger `resources`, so that fewer of them run at once, or cut the corpus into more `shards`.',
  },
  EV4024: {
    title: 'the program of a backend wrote no response',
    cause: 'It ended well, but there is no file where `--response` says, or nothing in it.',
    cure: 'Write one row for each sample; one that cannot be predicted gets a row with `failed`.',
  },
  EV4025: {
    title: 'the response of a backend is too large',
    cause: 'Masks were written as pixels, rows over and over, or the shard has too many samples.',
    cure: 'Write masks as compressed run lengths, or cut the corpus into more `shards`.',
  },
  EV4026: {
    title: 'the response of a backend was cut short',
    cause: 'The program ended before all of it was written, or the disk is full.',
    cure: 'Close the file before the program ends, and end with another exit status than 0 when that fails.',
  },
} as const satisfies Record<string, ErrorCode>;
