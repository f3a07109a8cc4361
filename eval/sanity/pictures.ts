/** What pictures and groups tell: who has seen them, and whether they are there twice. */
import { Scratch } from '../io/typed_arrays.ts';
import { counted } from '../io/words.ts';
import { defineCheck, measurement, notMeasured, share } from './check.ts';
import { type Corpus, type Sample, scoresOf } from './evaluation.ts';
import { Found } from './found.ts';
import { copiesAcrossGroups } from './near_copies.ts';

const namesRoom = new Scratch(Int32Array);

export const trainingOverlap = defineCheck({
  name: 'training_overlap',
  measures: 'samples that the candidate was trained on',
  finding: ({ corpus }) => `the candidate was trained on samples of ${corpus}`,
  advice: 'Take the samples named out of the training set or out of the corpus, with everything related to them, and train or evaluate again.',
  measure: ({ training, corpora, names }) => {
    if (training === null) return [notMeasured({}, 'no training list was given')];
    const known = (texts: readonly string[]): Set<number> => new Set(texts.flatMap((text) => names.find(text) ?? []));
    const [images, groups] = [known(training.images), known(training.groups)];
    return corpora.map(({ name, samples }) => {
      const seen = samples.where(({ sha256, group }) => (sha256 !== null && images.has(sha256)) || groups.has(group));
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
  measure: ({ candidate, corpora, names }) => {
    const truthOf = namesRoom.of(names.size).fill(-1);
    const isContradicting = new Uint8Array(names.size);
    let [labelled, pictures, contradicting] = [0, 0, 0];
    for (const corpus of corpora) {
      const { rows } = scoresOf(candidate, corpus);
      for (let i = 0; i < rows.length; i++) {
        const [{ sha256 }, { truth }] = [corpus.samples.at(i), rows.at(i)];
        labelled++;
        if (sha256 === null || truthOf[sha256] === -1) pictures++;
        if (sha256 === null) continue;
        if (truthOf[sha256] === -1) truthOf[sha256] = truth;
        if (truthOf[sha256] === truth || isContradicting[sha256] === 1) continue;
        isContradicting[sha256] = 1;
        contradicting++;
      }
    }
    const found = inAll(corpora, ({ sha256 }) => sha256 !== null && isContradicting[sha256] === 1);
    return [measurement({}, contradicting, labelled, `${contradicting} of ${pictures} pictures have two ground truths`, found)];
  },
});

function inAll(corpora: readonly Corpus[], is: (sample: Sample) => boolean): Found {
  return Found.inAll(corpora.map(({ samples }) => samples.where(is)));
}

/** A picture is in two corpora by itself, or by another one of its group. */
export const corpusOverlap = defineCheck({
  name: 'corpus_overlap',
  measures: 'pictures that are in more than one corpus',
  finding: () => 'corpora share samples',
  advice: 'Take the samples out of one of the corpora if they are not in both on purpose.',
  measure: ({ corpora, names }) => {
    const shared = inSeveral(corpora, names.size, ({ sha256 }) => sha256);
    const related = inSeveral(corpora, names.size, ({ group }) => group);
    const isOverlapping = ({ sha256, group }: Sample): boolean => (sha256 !== null && shared.is[sha256] === 1) || related.is[group] === 1;
    const found = inAll(corpora, isOverlapping);
    const pictures = new Set<number | string>();
    for (const { samples } of corpora) for (const one of samples) if (isOverlapping(one)) pictures.add(one.sha256 ?? one.id);
    const all = corpora.reduce((sum, { samples }) => sum + samples.length, 0);
    const detail = `${picturesAre(pictures.size)} in more than one corpus (${shared.count} the same, the others by their group)`;
    return [measurement({}, pictures.size, all, detail, found)];
  },
});

const picturesAre = (n: number): string => `${counted(n, 'picture')} ${n === 1 ? 'is' : 'are'}`;

/** Which names are those of samples of more than one corpus. */
function inSeveral(corpora: readonly Corpus[], names: number, key: (sample: Sample) => number | null) {
  const [last, is] = [namesRoom.of(names).fill(-1), new Uint8Array(names)];
  for (const [number, { samples }] of corpora.entries()) {
    for (const sample of samples) {
      const name = key(sample);
      if (name === null) continue;
      if (last[name] !== -1 && last[name] !== number) is[name] = 1;
      last[name] = number;
    }
  }
  return { is, count: is.reduce((sum, one) => sum + one, 0) };
}

/** Looks at pictures that stand in one corpus under more than one id. */
export const duplicatePictures = defineCheck({
  name: 'duplicate_pictures',
  measures: 'pictures that are in a corpus more than once',
  finding: ({ corpus }) => `${corpus} has samples more than once`,
  advice: 'Remove the copies, or give them one group: they weigh double.',
  measure: ({ corpora, names }) =>
    corpora.map((corpus) => {
      const times = namesRoom.of(names.size).fill(0);
      for (const { sha256 } of corpus.samples) if (sha256 !== null) (times[sha256] as number)++;
      const twice = times.reduce((sum, own) => sum + Number(own > 1), 0);
      const found = corpus.samples.where(({ sha256 }) => sha256 !== null && (times[sha256] as number) > 1);
      return measurement({ corpus: corpus.name }, twice, corpus.samples.length, `${picturesAre(twice)} there more than once`, found);
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
      const pictures = {
        *[Symbol.iterator]() {
          for (const sample of samples) if (sample.image !== null && sample.sha256 !== null) yield sample;
        },
      };
      let count = 0;
      for (const _ of pictures) count++;
      return share(
        { corpus: name },
        Found.of(copiesAcrossGroups(pictures)),
        count,
        "pictures are copies of another group's",
        'the corpus has no pictures',
      );
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
      const byFeature = new Map<string, Found>();
      for (const sample of samples) {
        for (const name of sample.leaks ?? []) {
          const found = byFeature.get(name) ?? new Found();
          byFeature.set(name, found);
          found.add(sample);
        }
      }
      const [[feature, found] = ['a feature', new Found()]] = [...byFeature].sort(([, a], [, b]) => b.length - a.length);
      return share({ corpus: name }, found, samples.length, `samples have their target as ${feature}`, 'the corpus is empty');
    }),
});
