/** A plan of folds: which source each model was kept from, and what it was trained on. Read and checked before anything runs. */
import * as z from 'zod';
import type { FeaturesInput } from '../../contracts/corpus.ts';
import type { Problem } from '../../errors/errors.ts';
import { readJsonText } from '../../io/json_text.ts';

/** How many frames or clips the plan says there are. */
const stated = z.int().nonnegative().optional();

const fold = z.looseObject({
  heldOut: z.string().min(1),
  trainSources: z.array(z.string().min(1)).min(1).readonly(),
  /** Frames of the sources trained on, frames and clips of the one held out. */
  nTrain: stated,
  nTest: stated,
  nTestClips: stated,
});

/** Whatever else a trainer notes (seeds, scheme) may stand beside it. */
const foldPlan = z.looseObject({ folds: z.array(fold).min(1) });

/** With its place, `file:line:column`. */
export type Fold = z.infer<typeof fold> & { readonly location: string };

/** @throws InputError EV3021 for text that is no plan */
export function readFoldPlan({ location, text }: { readonly location: string; readonly text: string }): Fold[] {
  const { value, positionOf } = readJsonText(text, location, foldPlan, { syntax: 'EV3021', shape: 'EV3021' });
  return value.folds.map((fold, i) => ({ ...fold, location: positionOf(['folds', i]) }));
}

/**
 * Whether a plan leaves one source out at a time: each source is held out by one fold, and trained on by all others.
 * EV3022 a source that is held out by no fold or by two, or not trained on; EV3023 one that its own model was trained on.
 * @param sources all there are; those that the plan names, unless more are known
 */
export function checkFoldPlan(
  plan: readonly Fold[],
  sources: Iterable<string> = plan.flatMap(({ heldOut, trainSources }) => [heldOut, ...trainSources]),
): Problem[] {
  const known = [...new Set(sources)];
  const problems = plan.flatMap((fold, i): Problem[] => {
    const { heldOut, trainSources, location } = fold;
    const found: Problem[] = [];
    const other = plan.slice(0, i).find((before) => before.heldOut === heldOut);
    if (other !== undefined)
      found.push({ code: 'EV3022', location, message: `a second fold holds ${heldOut} out; the first one is at ${other.location}` });
    if (trainSources.includes(heldOut))
      found.push({ code: 'EV3023', location, message: `the fold that holds ${heldOut} out was trained on ${heldOut}` });
    for (const [k, source] of trainSources.entries()) {
      if (trainSources.indexOf(source) < k)
        found.push({ code: 'EV3022', location, message: `the fold that holds ${heldOut} out names ${source} twice` });
    }
    const unused = known.filter((source) => source !== heldOut && !trainSources.includes(source));
    return [
      ...found,
      ...unused.map((source) => ({ code: 'EV3022' as const, location, message: `the fold that holds ${heldOut} out was not trained on ${source}` })),
    ];
  });
  const untested = known.filter((source) => !plan.some(({ heldOut }) => heldOut === source));
  const location = plan[0]?.location ?? 'plan';
  return [...problems, ...untested.map((source) => ({ code: 'EV3022' as const, location, message: `no fold holds ${source} out` }))];
}

/** EV3025 for a source of the samples that no fold holds out, EV3026 for numbers of frames and clips that are not the plan's. */
export function checkSamples(plan: readonly Fold[], samples: readonly FeaturesInput[]): Problem[] {
  const bySource = Map.groupBy(samples, ({ source }) => source);
  const frames = (source: string): number => (bySource.get(source) ?? []).reduce((sum, { rows }) => sum + rows.length, 0);
  const unknown = [...bySource].filter(([source]) => !plan.some(({ heldOut }) => heldOut === source));
  const expected = plan.map(({ heldOut }) => heldOut).join(', ');
  return [
    ...unknown.map(([source, [first]]) => ({
      code: 'EV3025' as const,
      location: first?.id ?? source,
      message: `no fold holds ${source} out, the source of this sample`,
      expected,
    })),
    ...plan.flatMap(({ heldOut, trainSources, location, nTrain, nTest, nTestClips }) =>
      [
        { what: `frames of ${heldOut}`, stated: nTest, found: frames(heldOut) },
        { what: `clips of ${heldOut}`, stated: nTestClips, found: bySource.get(heldOut)?.length ?? 0 },
        { what: `frames to train the fold of ${heldOut} on`, stated: nTrain, found: trainSources.reduce((sum, source) => sum + frames(source), 0) },
      ]
        .filter(({ stated: wanted, found }) => wanted !== undefined && wanted !== found)
        .map(({ what, stated: wanted, found }) => ({
          code: 'EV3026' as const,
          location,
          message: `the plan and the corpus have different numbers of ${what}`,
          got: `${found} in the corpus`,
          expected: `${wanted}`,
        })),
    ),
  ];
}
