/** Things that ought to differ: predictions from the truth, backends from each other. */
import type { Backend, CorpusSamples, Evaluation } from '../evaluation.ts';
import { at, byText, scoresOf } from '../evaluation.ts';
import type { FactBody, Subject } from './fact.ts';
import { fact, notMeasured, share } from './fact.ts';

/** Correct rejections are not compared: two empty masks are no copies of each other. */
export function predictionEqualsTruth({ backends, corpora }: Evaluation): FactBody[] {
  return backends.flatMap((backend) =>
    corpora.map((corpus) => {
      const predicted = scoresOf(backend, corpus).rows.filter(({ prediction }) => prediction !== null);
      const compared = predicted.filter(({ outcome }) => outcome !== 'correct_rejection');
      const copies = compared.filter(({ prediction, truth, copied }) => copied ?? prediction === truth).map(({ id }) => id);
      const subject = { corpus: corpus.name, backend: backend.identity.name };
      if (predicted.length > 0 && compared.length === 0) return fact(subject, 0, 0, 'all predictions are correct rejections', []);
      return share(subject, copies, compared.length, 'predictions equal the ground truth', 'no sample has a prediction');
    }),
  );
}

/** Whoever writes predictions has no review state and no annotator: a row with such fields was made of labels. */
export function predictionOfLabels({ backends, corpora }: Evaluation): FactBody[] {
  return backends.flatMap((backend) =>
    corpora.map((corpus) => {
      const predicted = scoresOf(backend, corpus).rows.filter(({ prediction }) => prediction !== null);
      const marked = predicted.filter(({ labelFields }) => labelFields !== undefined);
      const fields = [...new Set(marked.flatMap((row) => row.labelFields ?? []))].sort(byText).join(', ');
      const detail = `predictions carry fields that only labels have${fields === '' ? '' : ` (${fields})`}`;
      return share(
        { corpus: corpus.name, backend: backend.identity.name },
        marked.map(({ id }) => id),
        predicted.length,
        detail,
        'no sample has a prediction',
      );
    }),
  );
}

export function candidateEqualsBaseline({ candidate, baseline, corpora }: Evaluation): FactBody[] {
  if (baseline === undefined) return [notMeasured({}, noBaseline)];
  return corpora.map((corpus) => equalPredictions({ corpus: corpus.name }, candidate, baseline, [corpus]));
}

/** 1 when the two digests are equal: one checkpoint with one configuration, whatever the two are named. */
export function sameBackend({ candidate, baseline }: Evaluation): FactBody[] {
  if (baseline === undefined) return [notMeasured({}, noBaseline)];
  const equal = candidate.identity.digest === baseline.identity.digest;
  return [
    fact({}, equal ? 1 : 0, 1, `${candidate.identity.name} and ${baseline.identity.name} have ${equal ? 'one digest' : 'different digests'}`, []),
  ];
}

/** Share of equal predictions for every two backends that are declared differently; candidate and baseline have a fact of their own. */
export function optionWithoutEffect({ backends, corpora }: Evaluation): FactBody[] {
  const pairs = backends.flatMap((a, i) => backends.slice(i + 1).map((b) => [a, b] as const));
  const compared = pairs.filter(([a, b]) => a.identity.digest !== b.identity.digest && !(a.role === 'candidate' && b.role === 'baseline'));
  if (compared.length === 0) return [notMeasured({}, 'there are no further backends to compare')];
  return compared.map(([a, b]) => equalPredictions({ backend: [a.identity.name, b.identity.name].sort(byText).join(' and ') }, a, b, corpora));
}

const noBaseline = 'the evaluation has no baseline';

/** Over the samples for which at least one of the two said something. */
function equalPredictions(subject: Subject, a: Backend, b: Backend, corpora: readonly CorpusSamples[]): FactBody {
  const pairs = corpora.flatMap((corpus) => scoresOf(a, corpus).rows.map((row, i) => [row, at(scoresOf(b, corpus).rows, i)] as const));
  const predicted = pairs.filter(([ours, theirs]) => ours.prediction !== null || theirs.prediction !== null);
  const equal = predicted.filter(([ours, theirs]) => ours.prediction === theirs.prediction).map(([{ id }]) => id);
  const detail = `predictions of ${a.identity.name} and ${b.identity.name} are equal`;
  return share(subject, equal, predicted.length, detail, 'no sample has a prediction');
}
