/** What pictures and groups tell: who has seen them, and whether they are there twice. */
import { repeated } from '../io/repeated.ts';
import { counted } from '../io/words.ts';
import { defineCheck, measurement, notMeasured, share } from './check.ts';
import { type Corpus, scoresOf } from './evaluation.ts';
import { copiesAcrossGroups } from './near_copies.ts';

export const trainingOverlap = defineCheck({
  name: 'training_overlap',
  measures: 'samples that the candidate was trained on',
  finding: ({ corpus }) => `the candidate was trained on samples of ${corpus}`,
  advice: 'Take the samples named out of the training set or out of the corpus, with everything related to them, and train or evaluate again.',
  measure: ({ training, corpora }) => {
    if (training === null) return [notMeasured({}, 'no training list was given')];
    const [images, groups] = [new Set(training.images), new Set(training.groups)];
    return corpora.map(({ name, samples }) => {
      const seen = samples.filter(({ sha256, group }) => (sha256 !== null && images.has(sha256)) || groups.has(group)).map(({ id }) => id);
      const detail = `${seen.length} of ${samples.length} samples are in the training list by picture or group`;
      return measurement({ corpus: name }, seen.length, samples.length, detail, seen);
    });
  },
});

/** Looks within one corpus and across corpora. */
export const contradictoryTruth = defineCheck({
  name: 'contradictory_truth',
  measures: 'pictures that have two different ground truths',
  finding: () => 'the ground truth contradicts itself',
  advice: 'Find out which of the annotations is right; correct it, or exclude the picture.',
  measure: ({ candidate, corpora }) => {
    const labelled = corpora.flatMap((corpus) => {
      const { rows } = scoresOf(candidate, corpus);
      return corpus.samples.map(({ id, sha256 }, i) => ({ id, sha256: sha256 ?? `${corpus.name}/${id}`, truth: rows[i]?.truth }));
    });
    const truths = new Map(labelled.map(({ sha256, truth }) => [sha256, truth]));
    const contradicting = new Set(labelled.filter(({ sha256, truth }) => truths.get(sha256) !== truth).map(({ sha256 }) => sha256));
    const ids = labelled.filter(({ sha256 }) => contradicting.has(sha256)).map(({ id }) => id);
    return [measurement({}, contradicting.size, labelled.length, `${contradicting.size} of ${truths.size} pictures have two ground truths`, ids)];
  },
});

/** A picture is in two corpora by itself, or by another one of its group. */
export const corpusOverlap = defineCheck({
  name: 'corpus_overlap',
  measures: 'pictures that are in more than one corpus',
  finding: () => 'corpora share samples',
  advice: 'Take the samples out of one of the corpora if they are not in both on purpose.',
  measure: ({ corpora }) => {
    const shared = inSeveral(corpora, ({ sha256 }) => sha256);
    const related = inSeveral(corpora, ({ group }) => group);
    const all = corpora.flatMap(({ samples }) => samples);
    const overlapping = all.filter(({ sha256, group }) => (sha256 !== null && shared.has(sha256)) || related.has(group));
    const pictures = new Set(overlapping.map(({ id, sha256 }) => sha256 ?? id));
    const detail = `${picturesAre(pictures.size)} in more than one corpus (${shared.size} the same, the others by their group)`;
    const ids = overlapping.map(({ id }) => id);
    return [measurement({}, pictures.size, all.length, detail, ids)];
  },
});

const picturesAre = (n: number): string => `${counted(n, 'picture')} ${n === 1 ? 'is' : 'are'}`;

function inSeveral(corpora: readonly Corpus[], key: (sample: Corpus['samples'][number]) => string | null): Set<string> {
  return repeated(corpora.flatMap(({ samples }) => [...new Set(samples.flatMap((sample) => key(sample) ?? []))]));
}

/** Looks at pictures that stand in one corpus under more than one id. */
export const duplicatePictures = defineCheck({
  name: 'duplicate_pictures',
  measures: 'pictures that are in a corpus more than once',
  finding: ({ corpus }) => `${corpus} has samples more than once`,
  advice: 'Remove the copies, or give them one group: they weigh double.',
  measure: ({ corpora }) =>
    corpora.map(({ name, samples }) => {
      const twice = repeated(samples.flatMap(({ sha256 }) => sha256 ?? []));
      const ids = samples.filter(({ sha256 }) => sha256 !== null && twice.has(sha256)).map(({ id }) => id);
      return measurement({ corpus: name }, twice.size, samples.length, `${picturesAre(twice.size)} there more than once`, ids);
    }),
});

/** Within one corpus. Copies in one group are what groups are for. */
export const augmentedCopies = defineCheck({
  name: 'augmented_copies',
  measures: 'share of pictures that are another one, encoded again, flipped or exported several times',
  finding: ({ corpus }) => `${corpus} counts copies of pictures as independent`,
  advice: 'Give a picture and its copies one group, or keep one of them: intervals and minimum numbers count every copy as an observation.',
  measure: ({ corpora }) =>
    corpora.map(({ name, samples }) => {
      const pictures = samples.filter(({ image, sha256 }) => image !== null && sha256 !== null);
      const copies = copiesAcrossGroups(pictures);
      return share({ corpus: name }, copies, pictures.length, "pictures are copies of another group's", 'the corpus has no pictures');
    }),
});

/** The sample's own features; a backend that has none of them cannot have learnt from them. */
export const targetInFeatures = defineCheck({
  name: 'target_in_features',
  measures: 'share of samples that have their target among their features',
  finding: ({ corpus }) => `a feature of ${corpus} is the target, rounded`,
  advice: 'Take the feature named out of the table: it was made of the target, and no input of the model in service holds it.',
  measure: ({ corpora, candidate }) =>
    corpora.map((corpus) => {
      const { samples, name } = corpus;
      const isSeries = scoresOf(candidate, corpus).rows.some(({ observation }) => observation?.kind === 'series');
      if (!isSeries) return notMeasured({ corpus: name }, 'the corpus has no features');
      const [most = []] = [
        ...Map.groupBy(
          samples.flatMap(({ id, leaks = [] }) => leaks.map((feature) => ({ id, feature }))),
          ({ feature }) => feature,
        ),
      ]
        .sort(([, a], [, b]) => b.length - a.length)
        .map(([feature, found]) => [feature, found.map(({ id }) => id)] as const);
      const [feature = 'a feature', ids = []] = most as readonly [string?, (readonly string[])?];
      return share({ corpus: name }, ids, samples.length, `samples have their target as ${feature}`, 'the corpus is empty');
    }),
});
