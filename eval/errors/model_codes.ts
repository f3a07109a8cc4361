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
    cause: 'The file changed since its SHA-256 was written down.',
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
  EV3010: {
    title: "a model's file is not the one that was checked",
    cause: 'The file changed after checkpoint.json was written, or belongs to another checkpoint.',
    cure: 'Build the checkpoint again.',
  },
  EV3011: {
    title: 'a kind of backend that does not exist',
    cause: 'The kind is misspelt, or belongs to another version of these rules.',
    cure: 'Use one of the kinds named.',
  },
  EV3012: {
    title: 'the configuration of a backend is wrong',
    cause: 'An attribute is unknown, or its value is of another type or out of range.',
    cure: "See the backend's rule for its attributes.",
  },
  EV3013: {
    title: 'a backend has nothing to predict from, or the wrong thing',
    cause: 'Models need a checkpoint, quoted predictions need files, and neither takes the other.',
    cure: "See the backend's rule for what it needs.",
  },
  EV3014: {
    title: 'a model that the runtime cannot load',
    cause: 'The file is damaged, or uses operators or types that ONNX Runtime does not have on a CPU.',
    cure: 'Export the model again, with an opset and types that ONNX Runtime supports.',
  },
  EV3015: {
    title: "a model's inputs are not those of its backend",
    cause: 'The model takes more than a picture, or half-precision numbers.',
    cure: 'Export the model with one float32 picture as input; weights may have any type.',
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
  EV4001: {
    title: 'a row of predictions is malformed',
    cause: 'It is not JSON, or not `{id, corpus?, mask: {size, counts}}` or `{id, corpus?, failed}`.',
    cure: 'Write one JSON object a line, as the page on file formats says.',
  },
  EV4002: {
    title: 'a sample is predicted twice',
    cause: 'Two rows have one id, in one file or in two.',
    cure: 'Keep one of them; name the `corpus` in rows whose ids occur in several corpora.',
  },
  EV4003: {
    title: "a predicted mask has not the picture's size",
    cause: 'It was made on a shrunk picture or without the EXIF orientation, or width and height are swapped.',
    cure: 'Give the mask at the displayed size of the picture; size is [height, width].',
  },
  EV4004: {
    title: 'a prediction for an unknown sample',
    cause: 'The id is misspelt, or the row belongs to another corpus.',
    cure: 'Correct the id, or name the `corpus` that the row belongs to.',
  },
} as const satisfies Record<string, ErrorCode>;
