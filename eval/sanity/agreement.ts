/** What ought to differ: predictions from the truth, backends from each other. */
import { type CheckTarget, defineCheck, type Measurement, measurement, notMeasured, onEach, share } from './check.ts';
import { type Backend, type Corpus, scoresOf } from './evaluation.ts';
import { Found } from './found.ts';

const noBaseline = 'the evaluation has no baseline';
const noPrediction = 'no sample has a prediction';

/** Correct rejections are not compared: two empty masks are no copies of each other. */
export const predictionEqualsTruth = defineCheck({
  name: 'prediction_equals_truth',
  measures: 'share of predictions that equal the ground truth',
  finding: ({ backend, corpus }) => `predictions of ${backend} on ${corpus} are the labels`,
  advice: 'See that the predictions are not read from the labels, and that the labels were not made by the judged model.',
  measure: (evaluation) =>
    onEach(evaluation, ({ rows }, target) => {
      const copies = new Found();
      let [predicted, compared] = [0, 0];
      for (const row of rows) {
        const { prediction, outcome, truth, copied } = row;
        if (prediction === null) continue;
        predicted++;
        if (outcome === 'correct_rejection') continue;
        compared++;
        if (copied ?? prediction === truth) copies.add(row);
      }
      if (predicted > 0 && compared === 0) return measurement(target, 0, 0, 'all predictions are correct rejections');
      return share(target, copies, compared, 'predictions equal the ground truth', noPrediction);
    }),
});

/** Whoever writes predictions has no review state and no annotator: a row with such fields was made of labels. */
export const predictionOfLabels = defineCheck({
  name: 'prediction_of_labels',
  measures: 'share of predictions that carry fields which only labels have',
  finding: ({ backend, corpus }) => `predictions of ${backend} on ${corpus} carry what only labels have`,
  advice: 'See where the file of predictions comes from: annotators and review states stand in labels, and no model writes them.',
  measure: (evaluation) =>
    onEach(evaluation, ({ rows }, target) => {
      const [found, known] = [new Found(), new Set<string>()];
      let predicted = 0;
      for (const row of rows) {
        const { prediction, labelFields } = row;
        if (prediction === null) continue;
        predicted++;
        if (labelFields === undefined) continue;
        found.add(row);
        for (const field of labelFields) known.add(field);
      }
      const fields = [...known].sort().join(', ');
      const detail = `predictions carry fields that only labels have${fields === '' ? '' : ` (${fields})`}`;
      return share(target, found, predicted, detail, noPrediction);
    }),
});

/** The number is 1 when the two digests are equal: one checkpoint with one configuration, whatever the two are named. */
export const sameBackend = defineCheck({
  name: 'same_backend',
  measures: 'backends that are candidate and baseline at once',
  finding: () => 'candidate and baseline are one backend',
  advice: 'Name the model in service as the baseline. To test the gate itself, replace the rule in the criteria file.',
  measure: ({ candidate: { identity: candidate }, baseline }) => {
    if (baseline === undefined) return [notMeasured({}, noBaseline)];
    const equal = candidate.digest === baseline.identity.digest;
    const detail = `${candidate.name} and ${baseline.identity.name} have ${equal ? 'one digest' : 'different digests'}`;
    return [measurement({}, Number(equal), 1, detail)];
  },
});

export const candidateEqualsBaseline = defineCheck({
  name: 'candidate_equals_baseline',
  measures: 'share of samples on which candidate and baseline predict the same',
  finding: ({ corpus }) => `candidate and baseline predict the same on ${corpus}`,
  advice: 'See that candidate and baseline read their own checkpoint and their own files of predictions.',
  measure: ({ candidate, baseline, corpora }) =>
    baseline === undefined
      ? [notMeasured({}, noBaseline)]
      : corpora.map((corpus) => equalPredictions({ corpus: corpus.name }, candidate, baseline, [corpus])),
});

/** Looks at every two backends that are declared differently; candidate and baseline have a check of their own. */
export const optionWithoutEffect = defineCheck({
  name: 'option_without_effect',
  measures: 'share of equal predictions of two backends that are declared differently',
  finding: ({ backend }) => `${backend} are declared differently and predict the same`,
  advice: 'See that the option is passed on to the model: both backends predict the same.',
  measure: ({ backends, corpora }) => {
    const pairs = backends.flatMap((a, i) => backends.slice(i + 1).map((b) => [a, b] as const));
    const compared = pairs.filter(([a, b]) => a.identity.digest !== b.identity.digest && !(a.role === 'candidate' && b.role === 'baseline'));
    if (compared.length === 0) return [notMeasured({}, 'there are no further backends to compare')];
    return compared.map(([a, b]) => equalPredictions({ backend: [a.identity.name, b.identity.name].sort().join(' and ') }, a, b, corpora));
  },
});

/** Over the samples for which at least one of the two said something. */
function equalPredictions(target: CheckTarget, a: Backend, b: Backend, corpora: readonly Corpus[]): Measurement {
  let predicted = 0;
  const equal = corpora.map((corpus) => {
    const found = new Found();
    const [ours, theirs] = [scoresOf(a, corpus).rows, scoresOf(b, corpus).rows];
    for (let i = 0; i < ours.length; i++) {
      const own = ours.at(i);
      const other = theirs.at(i).prediction;
      if (own.prediction === null && other === null) continue;
      predicted++;
      if (own.prediction === other) found.add(own);
    }
    return found;
  });
  return share(target, Found.inAll(equal), predicted, `predictions of ${a.identity.name} and ${b.identity.name} are equal`, noPrediction);
}
