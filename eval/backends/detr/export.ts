/** What an export of a detection transformer is: input size, class names, and which output is what. */
import type { Checkpoint } from '../../contracts/checkpoint.ts';
import { Problems } from '../../errors/errors.ts';
import { notesOn, readFacts } from '../yolo/metadata.ts';
import type { Ends } from './families.ts';

export interface DetrExport {
  readonly height: number;
  readonly width: number;
  /** Class names by index; those of an index that is no class are empty. */
  readonly names: readonly string[];
  /** Outputs to ask for, in the order of `roles`. */
  readonly outputs: readonly string[];
}

/** Outputs of each kind of ends, by what their names begin with in any case. */
const roles: Readonly<Record<Ends, readonly (readonly [role: string, names: RegExp])[]>> = {
  chosen: [
    ['labels', /^labels/i],
    ['boxes', /^boxes/i],
    ['scores', /^scores/i],
  ],
  rows: [['detections', /./]],
  queries: [
    ['boxes', /^(?:dets|boxes|pred_boxes)/i],
    ['scores', /^(?:labels|logits|pred_logits)/i],
  ],
};

/** @throws InputError EV3016 with all that is missing or contradictory */
export function readDetr(
  { files, inputs, outputs, metadata }: Checkpoint,
  ends: Ends,
  declared: { readonly names: readonly string[]; readonly image_size: readonly number[] },
): DetrExport {
  const problems = new Problems();
  const note = notesOn({ files }, problems);
  const facts = readFacts(metadata);
  const shape = inputs[0]?.shape ?? [];
  const stated = shape.slice(2).filter((size): size is number => typeof size === 'number');
  const [height = 0, width = 0] = declared.image_size.length > 0 ? declared.image_size : (facts.size ?? stated);
  if (
    shape.length !== 4 ||
    height < 1 ||
    width < 1 ||
    ![shape[0], 3, height, width].every((size, i) => typeof shape[i] === 'string' || shape[i] === size)
  ) {
    note('the input size is not known, or contradicts the input', `[${shape.join(', ')}]`, '[batch, 3, height, width]', 'Declare `image_size`.');
  } else if (typeof shape[0] === 'number' && shape[0] !== 1) {
    note('the model takes several pictures at once', `[${shape.join(', ')}]`, 'a batch of 1, or an open one');
  }
  const names = declared.names.length > 0 ? declared.names : (facts.names ?? []);
  if (names.length === 0)
    note('the class names are not known', metadata['names'] ?? 'no "names" in the metadata', 'one for each index', 'Declare `names`.');
  const found = roles[ends].map(([role, pattern]) => {
    const output = outputs.find(({ name }) => pattern.test(name));
    if (output === undefined) note(`there is no output for ${role}`, outputs.map(({ name }) => name).join(', '), String(pattern));
    return output;
  });
  const last = found.at(-1)?.shape.at(-1);
  const fields = ends === 'rows' ? [6, 4 + names.length] : ends === 'queries' ? [names.length] : undefined;
  if (names.length > 0 && typeof last === 'number' && fields !== undefined && !fields.includes(last)) {
    note(
      'the class names contradict the output',
      `${last} fields`,
      `${[...new Set(fields)].join(' or ')} for ${names.length} class${names.length === 1 ? '' : 'es'}`,
    );
  }
  problems.check();
  return { height, width, names, outputs: found.map((output) => output?.name ?? '') };
}
