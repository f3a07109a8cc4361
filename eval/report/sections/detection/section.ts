/** What detectors found: by class, by size of object, and what their errors are. */
import { counted } from '../../../io/words.ts';
import { aside, type Block, details, heading } from '../../blocks.ts';
import type { View } from '../../view.ts';
import { classTable } from './classes.ts';
import { confusionBlocks } from './confusion.ts';
import { curveBlocks } from './curves.ts';
import { errorBlocks } from './errors.ts';
import { type ShapeNumbers, shapesOf } from './shape.ts';
import { sizeBlocks } from './sizes.ts';

/** Nothing where no corpus is about detection. The first shape is open, the others are folded. */
export function detectionBlocks(view: View): Block[] {
  return view.metrics.corpora.flatMap(({ name, samples }) => {
    const [first, ...others] = shapesOf(view, name);
    if (first === undefined) return [];
    const title = heading(`${name}, ${first.name}`, aside(counted(samples, 'picture')));
    return [title, ...shapeBlocks(first), ...others.flatMap((shape) => details(`The same of ${shape.name}`, shapeBlocks(shape)))];
  });
}

function shapeBlocks(shape: ShapeNumbers): Block[] {
  return [classTable(shape), ...curveBlocks(shape), ...confusionBlocks(shape), ...sizeBlocks(shape), ...errorBlocks(shape)];
}
