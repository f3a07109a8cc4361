/** The file of criteria: where a slip of the pen makes a gate that lets everything through. */
import { readFileSync } from 'node:fs';
import type { PipelineInput } from '../../../eval/pipeline/run.ts';
import * as pictures from '../pictures.ts';
import type { Chapter } from './row.ts';

const { backendOf, criteria, criteriaOf, cutBy, pots } = pictures;
const sanity = (): string => readFileSync('criteria/sanity.yaml', 'utf8');
const honest = (): Promise<PipelineInput> => pictures.honest(sanity());

/** The honest criteria and one more. */
async function also(criterion: string, rest = ''): Promise<PipelineInput> {
  return { ...(await honest()), criteria: criteriaOf([...Object.values(criteria), criterion], rest) };
}

/** The honest criteria with a text changed. */
async function edited(from: string, to: string): Promise<PipelineInput> {
  const given = await honest();
  if (!given.criteria.includes(from)) throw new Error(`the criteria do not hold ${from}`);
  return { ...given, criteria: given.criteria.replace(from, to) };
}

async function only(chosen: readonly string[], rest = ''): Promise<PipelineInput> {
  return { ...(await honest()), criteria: criteriaOf(chosen, rest) };
}

async function measuring(more: string, chosen: readonly string[] = Object.values(criteria)): Promise<PipelineInput> {
  return { ...(await honest()), criteria: criteriaOf(chosen).replace('measure:\n', `measure:\n${more}`) };
}

const onHeldout = 'where: {corpus: heldout}, of: candidate';

export const criteriaFiles: Chapter = {
  title: 'The file of criteria',
  about: 'Slips of the pen, each of which made a gate that nothing could fail.',
  honest,
  rows: [
    {
      defect: 'The name of the corpus was misspelt, and a criterion about no samples held.',
      here: 'A corpus that the evaluation does not have is an error.',
      ends: 'EV5302',
      given: () => edited('id: floor, metric: mask_iou, where: {corpus: heldout}', 'id: floor, metric: mask_iou, where: {corpus: held_out}'),
    },
    {
      defect: 'The name of the slice dimension was misspelt, and the filter matched nothing.',
      here: 'A dimension that the corpus does not have is an error.',
      ends: 'EV5302',
      given: () => edited('each: kind', 'each: kinds'),
    },
    {
      defect: 'The name of the metric was misspelt, and the default of a missing number was 0, which an error of at most 5 passes.',
      here: 'A metric that nobody measures is an error, with the nearest name.',
      ends: 'EV2004',
      given: () => also(`id: typo, metric: mask_iuo, ${onHeldout}, limit: 0.5, minimum_n: 1`),
    },
    {
      defect: 'The key of the limit was misspelt, and the criterion had no limit.',
      here: 'An unknown key and a missing one are errors.',
      ends: 'EV2002',
      given: () => edited('limit: 0.6', 'limt: 0.6'),
    },
    {
      defect: 'The limit was quoted, and "0.9" as a text was less than any number.',
      here: 'A limit is a number, not a text.',
      ends: 'EV2002',
      given: () => edited('limit: 0.6', 'limit: "0.9"'),
    },
    {
      defect: 'The limit was minus infinity, left over from a first version.',
      here: 'A limit is a finite number.',
      ends: 'EV2002',
      given: () => edited('limit: 0.6', 'limit: -.inf'),
    },
    {
      defect: 'The limit was not a number, and no comparison with NaN is false in the right way.',
      here: 'A limit is a finite number.',
      ends: 'EV2002',
      given: () => edited('limit: 0.6', 'limit: .nan'),
    },
    {
      defect: 'An allowed fall of 2 percent was written as 2, for a number from 0 to 1: everything is allowed.',
      here: 'A difference that the metric cannot have is no limit.',
      ends: 'EV2006',
      given: () => edited('limit: 0.02', 'limit: -2'),
    },
    {
      defect: 'The pass limit was written in percent, no sample passed, and a pass rate of 0 against a baseline of 0 was no worse.',
      here: 'A pass limit that no value reaches is an error.',
      ends: 'EV2006',
      given: () => edited('at: 0.7', 'at: 70'),
    },
    {
      defect: 'The level was misspelt, and an unknown level blocked nothing.',
      here: 'A level that does not exist is an error.',
      ends: 'EV2002',
      given: () => edited('limit: 0.6', 'level: blok, limit: 0.6'),
    },
    {
      defect: 'All criteria had been turned into warnings, so that nothing could fail.',
      here: 'Without a criterion that blocks nothing speaks for a promotion.',
      ends: 'no-go: floor',
      given: () => only(Object.values(criteria).map((one) => `${one}, level: warn`)),
    },
    {
      defect: 'The list of criteria was empty, and all of none held.',
      here: 'A file without a criterion is an error.',
      ends: 'EV2002',
      given: async () => ({ ...(await honest()), criteria: criteriaOf([]).replace('criteria:\n', 'criteria: []\n') }),
    },
    {
      defect: 'The key of a limit stood twice, and the second one, laxer, counted.',
      here: 'A key that stands twice is an error.',
      ends: 'EV2001',
      given: () => edited('limit: 0.6', 'limit: 0.6, limit: 0.1'),
    },
    {
      defect: 'Two criteria had one name, and the second, which held, was written over the first, which did not.',
      here: 'A name that stands twice is an error.',
      ends: 'EV2003',
      given: () => also(`id: floor, metric: mask_iou, ${onHeldout}, limit: 0.1, minimum_n: 1`),
    },
    {
      defect: 'An alias of YAML took the limit from another line, which a later change moved.',
      here: 'Aliases are not read: every line says what it says.',
      ends: 'EV2001',
      given: () =>
        edited('limit: 0.6, minimum_n: 10', 'limit: &low 0.1, minimum_n: 10').then((given) => ({
          ...given,
          criteria: given.criteria.replace('limit: 0.8', 'limit: *low'),
        })),
    },
    {
      defect: 'A pass rate was judged, and what a pass is was left out: everything passed.',
      here: 'A pass rate without a pass limit is an error.',
      ends: 'EV2007',
      given: () => edited('  pass: {metric: mask_iou, at: 0.7}\n', ''),
    },
    {
      defect: 'A sample passed by its box, which is right where the mask is not.',
      here: 'Box overlap is secondary, and a pass is not decided by it.',
      ends: 'EV2005',
      given: () => edited('pass: {metric: mask_iou, at: 0.7}', 'pass: {metric: box_iou, at: 0.7}'),
    },
    {
      defect: 'The minimum number of samples had been set to 0 to make a small corpus pass.',
      here: 'A criterion rests on at least one sample, and says on how many.',
      ends: 'EV2002',
      given: () => edited('limit: 0.6, minimum_n: 10', 'limit: 0.6, minimum_n: 0'),
    },
    {
      defect: 'The minimum number of samples had been left out, and one sample was enough.',
      here: 'The minimum number of samples must be stated.',
      ends: 'EV2002',
      given: () => edited('limit: 0.6, minimum_n: 10', 'limit: 0.6'),
    },
    {
      defect: 'Every class was listed as an exception, and the criterion over each class judged none.',
      here: 'A criterion that judged nothing lacks evidence, and blocks.',
      ends: 'no-go: each_kind',
      given: () => edited('each: kind', 'each: kind, except: [bowl, mug, vase]'),
    },
    {
      defect: 'A class of four samples was judged as if it were a hundred.',
      here: 'Each class needs the minimum number of samples for itself.',
      ends: 'no-go: each_kind/bowl',
      given: () => edited('limit: 0, minimum_n: 3', 'limit: 0, minimum_n: 5'),
    },
    {
      defect: 'The one criterion did not apply where there was no evidence, there was none, and the gate was green.',
      here: 'Where nothing could be judged the verdict is void.',
      ends: 'void: nothing_measured',
      given: () => only([`${criteria.floor.replace('minimum_n: 10', 'minimum_n: 100')}, missing: not_applicable`]),
    },
    {
      defect: 'A policy took what was not measured as passed, and nothing was measured.',
      here: 'That policy never makes a go of nothing.',
      ends: 'void: nothing_measured',
      given: () => only([criteria.floor.replace('minimum_n: 10', 'minimum_n: 100')], 'missing_policy: skipped_counts_as_passed\n'),
    },
    {
      defect: 'The difference to the baseline was judged, and without a baseline the difference was 0.',
      here: 'A difference needs a baseline.',
      ends: 'EV5304',
      given: async () => ({ ...(await honest()), backends: { candidate: backendOf('new', pots, cutBy(2)) } }),
    },
    {
      defect: 'The criteria had tiers, none was named, and the laxest was taken.',
      here: 'A tier must be chosen.',
      ends: 'EV2011',
      given: () => edited('measure:\n', 'tiers: [low, high]\nmeasure:\n'),
    },
    {
      defect: 'The chosen tier was misspelt, and an unknown tier had no limits.',
      here: 'A tier that the criteria do not have is an error.',
      ends: 'EV2012',
      given: async () => ({ ...(await edited('measure:\n', 'tiers: [low, high]\nmeasure:\n')), tier: 'hihg' }),
    },
    {
      defect: 'The chosen tier had no limit in any criterion.',
      here: 'A tier without criteria is an error.',
      ends: 'EV2013',
      given: async () => ({
        ...(await only([`id: floor, metric: mask_iou, ${onHeldout}, limit: {low: 0.5}, minimum_n: 10`])),
        criteria: criteriaOf([`id: floor, metric: mask_iou, ${onHeldout}, limit: {low: 0.5}, minimum_n: 10`]).replace(
          'measure:\n',
          'tiers: [low, high]\nmeasure:\n',
        ),
        tier: 'high',
      }),
    },
    {
      defect: 'A limit was tied to the bound of an interval, and the interval was that of another statistic.',
      here: 'An interval is judged only where it is that of the number.',
      ends: 'EV2008',
      given: () => also(`id: tail, metric: mask_iou, statistic: p10, holds: interval, ${onHeldout}, limit: 0.3, minimum_n: 10`),
    },
    {
      defect: 'The interval of one group of related pictures had no width, and its bound was the mean.',
      here: 'Below the minimum number of groups there is no interval, which blocks.',
      ends: 'no-go: sure',
      given: async () => {
        const given = await also(`id: sure, metric: mask_iou, holds: interval, ${onHeldout}, limit: 0.3, minimum_n: 10`);
        const { heldout } = given.corpora;
        const manifest = heldout?.sources?.['manifest']?.replaceAll('{"id":', '{"group":"session_1","id":') ?? '';
        return { ...given, corpora: { heldout: { ...heldout, importer: 'image', sources: { manifest } } } };
      },
      twin: () => also(`id: sure, metric: mask_iou, holds: interval, ${onHeldout}, limit: 0.3, minimum_n: 10`),
    },
    {
      defect: 'A filter had two conditions, and the second was dropped.',
      here: 'A slice is one value of one dimension; more is an error.',
      ends: 'EV2009',
      given: () =>
        also('id: both, metric: mask_iou, where: {corpus: heldout, slice: {kind: mug, site: north}}, of: candidate, limit: 0.5, minimum_n: 1'),
    },
    {
      defect: 'A statistic across folds was asked for, nothing was measured across them, and an empty list had a spread of 0.',
      here: 'A dimension that nothing is measured across is an error.',
      ends: 'EV2016',
      given: () =>
        also('id: alike, metric: mask_iou, statistic: spread, where: {corpus: heldout, across: kind}, of: candidate, limit: 0.1, minimum_n: 3'),
    },
    {
      defect: 'A key that has no effect where it stands gave the look of a guard.',
      here: 'A key that does nothing is an error.',
      ends: 'EV2017',
      given: () => edited('limit: 0.6, minimum_n: 10', 'limit: 0.6, minimum_n: 10, minimum_slice_n: 30'),
    },
    {
      defect: "A score of one's own was called mask_iou, and criteria on the measured one judged it.",
      here: 'A declared number may not take the name of a measured one.',
      ends: 'EV2014',
      given: () => measuring('  composites:\n    - {id: mask_iou, title: Ours, better: higher, terms: [{metric: mask_recall, weight: 1}]}\n'),
    },
    {
      defect: 'The value that stands in for a missing one was better than any that can be measured.',
      here: 'A stand-in must be a value that the metric can have.',
      ends: 'EV2006',
      given: () =>
        measuring('  composites:\n    - {id: score, title: Score, better: higher, terms: [{metric: mask_iou, weight: 1, when_undefined: 2}]}\n', [
          ...Object.values(criteria),
          `id: score, metric: score, ${onHeldout}, limit: 0.5, minimum_n: 1`,
        ]),
    },
    {
      defect: 'A number from outside was declared with a range of no width, and every value was at its best.',
      here: 'A number that cannot vary is an error.',
      ends: 'EV2018',
      given: () => measuring('  external_metrics:\n    - {id: uptime, title: Uptime, unit: share, range: [1, 1], better: higher}\n'),
    },
    {
      defect: 'A sanity check was switched off under a misspelt name of another one.',
      here: 'A rule for a check that does not exist is an error.',
      ends: 'EV2010',
      given: () => only(Object.values(criteria), 'sanity:\n  same_predictions: {level: info, limit: 1}\n'),
    },
    {
      defect: 'The policy of sanity checks lacked one, and nobody looked.',
      here: 'A policy without a rule for each check is an error.',
      ends: 'EV2010',
      given: async () => ({ ...(await honest()), sanity: sanity().replace(/^ {2}same_truth: .*$/m, '') }),
    },
    {
      defect: 'The limit was compared as a rounded number: a pass rate of 0.7996 was shown as 0.80, and 0.80 was asked for.',
      here: 'Nothing is rounded before it is judged.',
      ends: 'no-go: shown',
      given: async () => {
        // Ten of twelve pass, 0.8333.
        const given = await only([`id: shown, metric: pass_rate, ${onHeldout}, limit: 0.83334, minimum_n: 10`]);
        const candidate = backendOf('new', pots, (pot, i) => cutBy(i < 2 ? 9 : 2)(pot, i));
        return { ...given, backends: { ...given.backends, candidate } };
      },
      twin: async () => {
        const given = await only([`id: shown, metric: pass_rate, ${onHeldout}, limit: 0.83333, minimum_n: 10`]);
        const candidate = backendOf('new', pots, (pot, i) => cutBy(i < 2 ? 9 : 2)(pot, i));
        return { ...given, backends: { ...given.backends, candidate } };
      },
    },
  ],
};
