/** A YOLO model from a picture to the detections on its input: letterbox, run, tell the layout, select. What is made of them is another's business. */
import type { Runtime } from '../../contracts/backend.ts';
import type { Checkpoint } from '../../contracts/checkpoint.ts';
import { InputError } from '../../errors/errors.ts';
import type { ImageSample, Model } from '../backend.ts';
import { checkClasses } from '../instances/options.ts';
import { type FloatTensor, openSession, type Session } from '../session.ts';
import { candidatesOf, type Detection, type Raw, type Selection, select } from './detections.ts';
import { type Declared, readExport, type YoloExport } from './export.ts';
import type { LayoutName } from './layouts.ts';
import { fit, grey, type Letterbox, letterboxed } from './letterbox.ts';
import type { Prototypes } from './masks.ts';
import type { DetectorOptions } from './options.ts';
import { areShares, doubtOf, isChosen } from './plausible.ts';

export interface Found {
  /** The best first. */
  readonly detections: readonly Detection[];
  readonly letterbox: Letterbox;
  readonly prototypes: Prototypes | undefined;
}

export interface YoloDetector {
  /** Of the classes, by index. */
  readonly names: readonly string[];
  readonly hasMasks: boolean;
  /** @throws InputError EV3018, EV3019, and EV3029 when the model's output is not what its layout says */
  detect(sample: ImageSample): Promise<Found | { readonly failed: string }>;
  close(): Promise<void>;
}

/** @throws InputError EV3014 to EV3017 and EV3028 when model, options and runtime do not fit together */
export async function openDetector(model: Model, runtime: Runtime, options: DetectorOptions): Promise<YoloDetector> {
  const { checkpoint } = model;
  const described = readExport(checkpoint, options);
  const session = await openSession(model, runtime);
  try {
    const yolo = 'unmeasured' in described ? await measured(session, checkpoint, options, described.unmeasured) : described;
    const layout = await layoutOf(session, checkpoint, yolo);
    return detectorOf(session, locationOf(checkpoint), yolo, layout, selectionOf(options, yolo.names, checkpoint), options.padding);
  } catch (error) {
    await session.close();
    throw error;
  }
}

function locationOf({ files }: Checkpoint): string {
  return files[0]?.name ?? 'model';
}

/** What the export is, by what it gives for a blank picture: its own words about shapes are open. */
async function measured(session: Session, checkpoint: Checkpoint, declared: Declared, dims: readonly number[]): Promise<YoloExport> {
  const names = checkpoint.outputs.map(({ name }) => name);
  const tensors = await session.run(blank(dims), names, locationOf(checkpoint));
  const found = readExport(checkpoint, declared, new Map(tensors.map((tensor, i) => [names[i] as string, tensor.dims])));
  if ('unmeasured' in found) throw new Error('shapes were measured');
  return found;
}

/**
 * The one layout that the export has. Where metadata and shapes leave two, what it gives for a blank picture decides; and whether rows were chosen,
 * because the output of a model of two classes has their shape where it is transposed.
 */
async function layoutOf(session: Session, checkpoint: Checkpoint, yolo: YoloExport): Promise<LayoutName> {
  const { layouts, output } = yolo.detections;
  const [layout = 'anchors', ...further] = layouts;
  if (further.length === 0 && layout !== 'rows') return layout;
  const [tensor] = await session.run(blank([yolo.batch, 3, yolo.height, yolo.width]), [output], locationOf(checkpoint));
  const rows = rawOf(tensor, 'rows', yolo);
  const left = isChosen(rows) ? (['rows'] as const) : layouts.filter((name) => name !== 'rows');
  const [decided, ...open] = left;
  if (decided === 'rows' && areShares(rows)) {
    const message = 'read as "rows", boxes are in shares of the input for a blank picture: this is a detection transformer';
    const cure = 'Use detr_backend with family "rtdetr_ultralytics".';
    throw new InputError({ code: 'EV3029', location: locationOf(checkpoint), message, expected: 'corners in pixels', cure });
  }
  if (decided !== undefined && open.length === 0) return decided;
  if (decided === undefined) {
    const message = 'its output has the shape of chosen detections, and what it gives is none: scores above 1, or classes that it does not have';
    const cure = 'Give the names of the data set that it was trained on, and export its output as it is, not transposed.';
    throw new InputError({ code: 'EV3029', location: locationOf(checkpoint), message, expected: 'corners, score and class in each row', cure });
  }
  throw new InputError({
    code: 'EV3016',
    location: locationOf(checkpoint),
    message: 'its shapes and metadata fit several layouts of detections',
    got: left.join(', '),
    expected: 'one of them',
    cure: 'Declare `layout`. With one class and objectness, YOLOv5 and YOLOv6 multiply both ("objectness"), YOLOv7 takes objectness alone ("objectness_only").',
  });
}

function blank(dims: readonly number[]): FloatTensor {
  return { dims, data: new Float32Array(dims.reduce((product, size) => product * size, 1)).fill(grey / 255) };
}

/** The first picture's part of an output [batch, rows, columns]. */
function rawOf(tensor: FloatTensor | undefined, layout: LayoutName, { names }: YoloExport): Raw {
  if (tensor === undefined) throw new Error('the session gives one result for each output');
  const [, rows = 0, columns = 0] = tensor.dims;
  return { layout, rows, columns, data: tensor.data.subarray(0, rows * columns), classes: names.length };
}

function selectionOf(options: DetectorOptions, names: readonly string[], checkpoint: Checkpoint): Selection {
  checkClasses(options.classes, names, locationOf(checkpoint));
  const labels = new Set(options.classes.map((name) => names.indexOf(name)));
  const { confidence, iou, max_detections: maximum, class_agnostic: classAgnostic, multi_label: multiLabel = false } = options;
  return { confidence, iou, maximum, classAgnostic, multiLabel, keeps: (label) => labels.size === 0 || labels.has(label) };
}

function detectorOf(
  session: Session,
  location: string,
  yolo: YoloExport,
  layout: LayoutName,
  selection: Selection,
  given: DetectorOptions['padding'],
): YoloDetector {
  const { batch, detections: found, prototypes, stride, names } = yolo;
  const padding = given ?? (yolo.dynamic ? 'smallest' : 'full');
  // Written anew for each picture of the same canvas.
  let input = new Float32Array(0);
  return {
    names,
    hasMasks: prototypes !== undefined,
    async detect(sample) {
      const letterbox = fit(sample, yolo, padding === 'smallest' ? stride : undefined);
      const { width, height } = letterbox.canvas;
      if (letterbox.width === 0 || letterbox.height === 0) {
        const sizes = `${sample.width} x ${sample.height} pixels has no pixel left at the model's size of ${yolo.width} x ${yolo.height}`;
        return { failed: `a picture of ${sizes}` };
      }
      if (input.length !== 3 * width * height) input = new Float32Array(3 * width * height);
      const pixels = letterboxed(await sample.image('opencv'), letterbox, input);
      const outputs = prototypes === undefined ? [found.output] : [found.output, prototypes.output];
      const [output, grid] = await session.run({ dims: [batch, 3, height, width], data: repeated(pixels, batch) }, outputs, sample.id);
      const raw = rawOf(output, layout, yolo);
      const candidates = candidatesOf(raw, selection);
      const doubt = doubtOf(raw, candidates, letterbox.canvas);
      if (doubt !== undefined) throw new InputError({ code: 'EV3029', location, ...doubt, message: `${sample.id}: ${doubt.message}` });
      return { detections: select(raw, candidates, selection), letterbox, prototypes: grid === undefined ? undefined : prototypesOf(grid) };
    },
    close: () => session.close(),
  };
}

/** The same picture in each place of a batch of fixed size, of which the first is read. */
function repeated(pixels: Float32Array, batch: number): Float32Array {
  if (batch === 1) return pixels;
  const all = new Float32Array(batch * pixels.length);
  for (let i = 0; i < batch; i++) all.set(pixels, i * pixels.length);
  return all;
}

function prototypesOf({ dims, data }: FloatTensor): Prototypes {
  const [, coefficients = 0, height = 0, width = 0] = dims;
  return { height, width, data: data.subarray(0, coefficients * height * width) };
}
