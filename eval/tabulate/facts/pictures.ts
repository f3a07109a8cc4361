/** The same picture, or a related one, where it should not be: in the training data, in another corpus, twice, with another truth. */
import type { CorpusSamples, Evaluation } from '../evaluation.ts';
import { at, scoresOf } from '../evaluation.ts';
import type { FactBody } from './fact.ts';
import { fact, notMeasured } from './fact.ts';

/** Samples whose picture, or whose group of related pictures, the candidate was trained on. */
export function trainingOverlap({ corpora, training }: Evaluation): FactBody[] {
  if (training === null) return [notMeasured({}, 'no training list was given')];
  const [images, groups] = [new Set(training.images), new Set(training.groups)];
  return corpora.map(({ name, samples }) => {
    const seen = samples.filter(({ sha256, group }) => (sha256 !== null && images.has(sha256)) || groups.has(group)).map(({ id }) => id);
    const detail = `${seen.length} of ${samples.length} samples are in the training list by picture or group`;
    return fact({ corpus: name }, seen.length, samples.length, detail, seen);
  });
}

/** Pictures that stand in more than one corpus, themselves or by another of their group. */
export function corpusOverlap({ corpora }: Evaluation): FactBody[] {
  const shared = inSeveral(corpora, ({ sha256 }) => sha256);
  const related = inSeveral(corpora, ({ group }) => group);
  const all = corpora.flatMap(({ samples }) => samples);
  const overlapping = all.filter(({ sha256, group }) => (sha256 !== null && shared.has(sha256)) || related.has(group));
  const pictures = new Set(overlapping.map(({ id, sha256 }) => sha256 ?? id));
  const detail = `${pictures.size} pictures are in more than one corpus (${shared.size} the same, the others by their group)`;
  return [
    fact(
      {},
      pictures.size,
      all.length,
      detail,
      overlapping.map(({ id }) => id),
    ),
  ];
}

function inSeveral(corpora: readonly CorpusSamples[], key: (sample: CorpusSamples['samples'][number]) => string | null): Set<string> {
  const once = new Set<string>();
  const several = new Set<string>();
  for (const { samples } of corpora) {
    for (const value of new Set(samples.flatMap((sample) => key(sample) ?? []))) (once.has(value) ? several : once).add(value);
  }
  return several;
}

/** Pictures that stand in one corpus under more than one id. */
export function duplicatePictures({ corpora }: Evaluation): FactBody[] {
  return corpora.map(({ name, samples }) => {
    const known = samples.filter(({ sha256 }) => sha256 !== null);
    const twice = [...Map.groupBy(known, ({ sha256 }) => sha256).values()].filter((same) => same.length > 1);
    const ids = twice.flat().map(({ id }) => id);
    return fact({ corpus: name }, twice.length, samples.length, `${twice.length} pictures are there more than once`, ids);
  });
}

/** Pictures with two ground truths, in one corpus or in two. */
export function contradictoryTruth({ candidate, corpora }: Evaluation): FactBody[] {
  const labelled = corpora.flatMap((corpus) => {
    const { rows } = scoresOf(candidate, corpus);
    return corpus.samples.map(({ id, sha256 }, i) => ({ id, sha256: sha256 ?? `${corpus.name}/${id}`, truth: at(rows, i).truth }));
  });
  const pictures = [...Map.groupBy(labelled, ({ sha256 }) => sha256).values()];
  const contradicting = pictures.filter((same) => new Set(same.map(({ truth }) => truth)).size > 1);
  const ids = contradicting.flat().map(({ id }) => id);
  return [fact({}, contradicting.length, labelled.length, `${contradicting.length} of ${pictures.length} pictures have two ground truths`, ids)];
}
