import * as z from 'zod';
import type { RleText } from '../contracts/common.ts';
import { InputError } from '../errors/errors.ts';
import { decodeRuns, encodeMask, fromText, type Runs, toText } from '../masks/runs.ts';
import { type Answer, defineNaive, type LabelledSample, unusableTruth } from './naive.ts';

/**
 * The mean mask: a pixel is predicted where more than half of the samples of other groups have it, region by region. Of
 * foreground masks only where all pictures have one size. A region that no other group has is not predicted.
 */
export const meanMask = defineNaive(z.strictObject({}), (samples) => {
  const parts = Map.groupBy(samples.flatMap(partsOf), ({ part }) => part);
  const polls = [...parts].map(([part, list]) => ({ part, poll: pollOf(list) }));
  return new Map(
    samples.map((sample) => {
      const masks = polls.flatMap(({ part, poll }) => {
        const majority = poll(sample.group);
        return majority === null ? [] : [[part, majority] as const];
      });
      return [sample.id, answerOf(sample, masks)];
    }),
  );
});

interface Part {
  readonly sample: LabelledSample;
  /** The region's name; empty for a foreground mask. */
  readonly part: string;
  readonly mask: Runs;
}

function partsOf(sample: LabelledSample): Part[] {
  const { id, truth } = sample;
  if (truth.kind === 'mask') return [{ sample, part: '', mask: fromText(truth.mask, id) }];
  if (truth.kind !== 'regions') throw unusableTruth('mean_mask', sample, 'mask or regions');
  const predicted = Object.entries(truth.regions).filter(([, { role }]) => role !== 'surround');
  return predicted.map(([part, { mask }]) => ({ sample, part, mask: fromText(mask, `${id} (${part})`) }));
}

/** The majority without one group, or null where nobody is left. */
function pollOf(parts: readonly Part[]): (group: string) => RleText | null {
  const all = votesOf(parts);
  const byGroup = Map.groupBy(parts, ({ sample }) => sample.group);
  const known = new Map<string, RleText | null>();
  return (group) => {
    const before = known.get(group);
    if (before !== undefined) return before;
    const members = byGroup.get(group) ?? [];
    const own = votesOf(members);
    const voters = parts.length - members.length;
    const { height, width } = (parts[0] as Part).mask;
    const majority = all.map((votes, i) => (2 * (votes - (own[i] ?? 0)) > voters ? 1 : 0));
    const mask = voters === 0 ? null : toText(encodeMask(Uint8Array.from(majority), height, width));
    known.set(group, mask);
    return mask;
  };
}

/** How many masks have each pixel, row by row. @throws InputError EV4012 for masks of different sizes */
function votesOf(parts: readonly Part[]): Uint32Array {
  const [first] = parts;
  if (first === undefined) return new Uint32Array();
  const { height, width } = first.mask;
  const votes = new Uint32Array(height * width);
  for (const { sample, mask } of parts) {
    if (mask.height !== height || mask.width !== width) {
      const message = 'a mean mask needs masks of one size';
      const expected = `${height} x ${width}, as ${first.sample.id} has (height x width)`;
      throw new InputError({ code: 'EV4012', location: sample.id, message, got: `${mask.height} x ${mask.width}`, expected });
    }
    decodeRuns(mask).forEach((pixel, i) => {
      (votes[i] as number) += pixel;
    });
  }
  return votes;
}

function answerOf({ truth }: LabelledSample, masks: readonly (readonly [part: string, mask: RleText])[]): Answer {
  const [first] = masks;
  if (first === undefined) return { failed: 'no other group has a truth' };
  return truth.kind === 'mask' ? { mask: first[1] } : { regions: Object.fromEntries(masks) };
}
