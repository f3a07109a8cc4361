/** A YOLO model as a model of instances: its detections on the photo. */
import type { Runtime } from '../../contracts/backend.ts';
import type { ImageSample, Model } from '../backend.ts';
import type { InstanceModel } from '../instances/model.ts';
import type { Detection } from './detections.ts';
import { openDetector } from './detector.ts';
import type { Letterbox } from './letterbox.ts';
import { instanceMask, type MaskPath } from './masks.ts';
import type { DetectorOptions } from './options.ts';

export interface YoloInstances extends InstanceModel {
  readonly hasMasks: boolean;
}

/**
 * @param maskPath undefined: no masks are made, whether or not the model can
 * @throws InputError EV3014 to EV3017 and EV3028 when model, options and runtime do not fit together
 */
export async function openYolo(model: Model, runtime: Runtime, options: DetectorOptions, maskPath: MaskPath | undefined): Promise<YoloInstances> {
  const detector = await openDetector(model, runtime, options);
  return {
    hasMasks: detector.hasMasks,
    async find(sample) {
      const found = await detector.detect(sample);
      if ('failed' in found) return found;
      const { detections, letterbox, prototypes } = found;
      return {
        parts: detections.map(({ label }) => detector.names[label] as string),
        scores: detections.map(({ score }) => score),
        corners: detections.flatMap((detection) => onPhoto(detection, letterbox, sample)),
        maskOf:
          prototypes === undefined || maskPath === undefined
            ? undefined
            : (i) => instanceMask(detections[i] as Detection, prototypes, letterbox, sample, maskPath),
      };
    },
    close: () => detector.close(),
  };
}

/** Corners in pixels of the photo, cut at its edges. */
function onPhoto({ x1, y1, x2, y2 }: Detection, { ratio, left, top }: Letterbox, { width, height }: ImageSample): number[] {
  const column = (x: number): number => Math.min(Math.max((x - left) / ratio, 0), width);
  const row = (y: number): number => Math.min(Math.max((y - top) / ratio, 0), height);
  return [column(x1), row(y1), column(x2), row(y2)];
}
