/** Files of predictions: stale, shuffled, incomplete, or made to look better than they are. */
import { readFileSync } from 'node:fs';
import type { BackendInput, PipelineInput } from '../../../eval/pipeline/run.ts';
import type { Rectangle } from '../pictures.ts';
import * as pictures from '../pictures.ts';
import type { Chapter } from './row.ts';

const { pots, cutBy, backendOf, lines, maskOf } = pictures;
const honest = (): Promise<PipelineInput> => pictures.honest(readFileSync('criteria/sanity.yaml', 'utf8'));

async function backends(change: Partial<Record<'candidate' | 'baseline', BackendInput>>): Promise<PipelineInput> {
  const given = await honest();
  return { ...given, backends: { ...given.backends, ...change } };
}

const candidate = (predictions: string): Promise<PipelineInput> => backends({ candidate: { name: 'new', kind: 'predictions', predictions } });
const own = backendOf('new', pots, cutBy(2)).predictions ?? '';
const rows = own.trim().split('\n');

export const predictionFiles: Chapter = {
  title: 'Files of predictions',
  about: 'What another program predicted, and what a reader made of its file.',
  honest,
  rows: [
    {
      defect: 'The file was that of an older version of the data set: samples that are gone were dropped, new ones were missing.',
      here: 'A prediction for a sample that the corpus does not have is refused.',
      ends: 'EV4004',
      given: () => candidate(own.replace('pot_00', 'pot_00_v1')),
    },
    {
      defect: 'Ids had lost their leading zeros in a spreadsheet, and nothing matched but what was left.',
      here: 'An id is its text: a prediction for an unknown one is refused.',
      ends: 'EV4004',
      given: () => candidate(own.replaceAll('pot_0', 'pot_')),
    },
    {
      defect: 'The rows had been sorted apart from their ids: each mask belonged to the next picture.',
      here: 'Predictions of the wrong pictures pass nowhere.',
      ends: 'no-go: passes',
      given: () =>
        candidate(
          lines(
            pots.map(({ id }, i) => {
              const other = pots[(i + 6) % pots.length] as (typeof pots)[number];
              return { id, mask: maskOf(cutBy(2)({ ...other, truth: other.truth && shifted(other.truth, 12) }, i)) };
            }),
          ),
        ),
    },
    {
      defect: 'A row said that the model failed and gave a mask all the same, which counted.',
      here: 'A row holds a mask or a failure, not both.',
      ends: 'EV4001',
      given: () => candidate(own.replace('{"id":"pot_00"', '{"failed":"out of memory","id":"pot_00"')),
    },
    {
      defect: 'The file ended in the middle of a row, and the reader kept what was whole.',
      here: 'A row that is cut short is refused.',
      ends: 'EV4001',
      given: () => candidate(own.slice(0, -20)),
    },
    {
      defect: 'The file was empty, and no prediction was no wrong prediction.',
      here: 'Without any prediction the first sanity check cannot be measured, which voids the run.',
      ends: 'void: sanity:prediction_equals_truth',
      given: () => candidate(''),
    },
    {
      defect: 'A misspelt key was ignored, and the sample counted as one with nothing on it.',
      here: 'An unknown key is refused.',
      ends: 'EV4001',
      given: () => candidate(own.replace('"mask"', '"maks"')),
    },
    {
      defect: 'The run lengths of a predicted mask were those of another picture, too short for this one.',
      here: 'Run lengths that do not cover the mask are refused.',
      ends: 'EV1203',
      given: () => candidate([JSON.stringify({ id: 'pot_00', mask: { size: [32, 32], counts: '0' } }), ...rows.slice(1), ''].join('\n')),
    },
    {
      defect: 'The baseline crashed on a quarter of the pictures, and any candidate was better than that.',
      here: 'What failed more than once in twenty is no baseline either.',
      ends: 'no-go: sanity:unscored_share',
      given: () => backends({ baseline: backendOf('old', pots, (pot, i) => (i % 4 === 0 ? 'timeout' : cutBy(5)(pot, i))) }),
    },
    {
      defect: 'The baseline was a constant mask: a straw man that every candidate beats.',
      here: 'The same prediction everywhere voids the run, whoever predicts it.',
      ends: 'void: sanity:same_prediction',
      given: () => backends({ baseline: backendOf('old', pots, () => [4, 4, 20, 20]) }),
    },
    {
      defect: 'Most masks were copies of the labels, and the rest were spoilt a little so that not all were.',
      here: 'More than one copy in twenty voids the run.',
      ends: 'void: sanity:prediction_equals_truth',
      given: () => backends({ candidate: backendOf('new', pots, (pot, i) => (i % 3 === 0 ? pot.truth : cutBy(1)(pot, i))) }),
    },
    {
      defect: 'Candidate and baseline had changed places: the name of the role was that of the file before.',
      here: 'The difference has the sign of who is the candidate.',
      ends: 'no-go: better',
      given: async () => {
        const given = await honest();
        const [candidateIs, baselineIs] = [given.backends['candidate'] as BackendInput, given.backends['baseline'] as BackendInput];
        return { ...given, backends: { candidate: baselineIs, baseline: candidateIs }, criteria: pictures.criteriaOf([pictures.criteria.better]) };
      },
      twin: async () => ({ ...(await honest()), criteria: pictures.criteriaOf([pictures.criteria.better]) }),
    },
  ],
};

function shifted([left, top, right, bottom]: NonNullable<Rectangle>, by: number): NonNullable<Rectangle> {
  return [Math.min(31, left + by), Math.min(31, top + by), Math.min(32, right + by), Math.min(32, bottom + by)];
}
