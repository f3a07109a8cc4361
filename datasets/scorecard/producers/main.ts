/**
 * Programs that make what the scorecard reads: bazel run //datasets/scorecard/producers -- <producer> …
 *
 *     label-traces --traces DIR --out DIR                     raw traces to labelled ones, variant kept
 *     shadow-summary --labelled-traces DIR --out FILE         counts of each variant; --tolerance 0.01
 *     eval-report --name NAME --tasks FILE --outcomes FILE --out FILE
 *     eval-compare --baseline FILE --candidate FILE --out FILE
 *     route --key KEY --percent P                             which variant serves a key; --salt TEXT
 *
 * Exit codes: 0 computed, 1 the candidate is worse, 2 the input is wrong, 4 there was nothing to compare.
 */
import { join } from 'node:path';
import { z } from 'zod';
import { InputError } from '../../../eval/errors/errors.ts';
import { readEvalReport } from '../../../eval/external_metrics/eval_report.ts';
import { artefactCodes, type Source, sourceOf } from '../../../eval/external_metrics/input.ts';
import { parseArguments } from '../../../eval/io/arguments.ts';
import { canonicalJson } from '../../../eval/io/canonical_json.ts';
import { readBytes, writeText } from '../../../eval/io/files.ts';
import { readJsonText } from '../../../eval/io/json_text.ts';
import { runMain } from '../../../eval/io/main.ts';
import { jsonBelow } from '../../../eval/scorecard/command/folder.ts';
import { compareReports } from './eval_compare.ts';
import { labelTrace, rawTrace } from './label_steps.ts';
import { evalTask, runEval, taskOutcome } from './run_eval.ts';
import { aggregateShadow, shadowTrace } from './shadow_aggregate.ts';
import { variantOf } from './shadow_router.ts';

const verdictCodes = { no_regression: 0, not_worse: 0, regressed: 1, worse: 1, not_compared: 4 } as const;

const producers: Readonly<Record<string, (argv: readonly string[]) => number>> = {
  'label-traces': (argv) => {
    const args = parseArguments(argv, { traces: 'one', out: 'one' });
    for (const [name, source] of jsonBelow(args.traces)) write(join(args.out, name), labelTrace(parse(source, rawTrace)));
    return 0;
  },
  'shadow-summary': (argv) => {
    const args = parseArguments(argv, { 'labelled-traces': 'one', tolerance: 'optional', out: 'one' });
    const traces = [...jsonBelow(args['labelled-traces']).values()].map((source) => parse(source, shadowTrace));
    const summary = aggregateShadow(traces, numberOf('tolerance', args.tolerance ?? '0'));
    write(args.out, summary);
    return verdictCodes[summary.verdict];
  },
  'eval-report': (argv) => {
    const args = parseArguments(argv, { name: 'one', tasks: 'one', outcomes: 'one', out: 'one' });
    const tasks = parse(read(args.tasks), z.array(evalTask));
    const outcomes = new Map(Object.entries(parse(read(args.outcomes), z.record(z.string(), taskOutcome))));
    write(
      args.out,
      runEval(args.name, tasks, (task) => outcomes.get(task) ?? { raise: 'no outcome was recorded', cost: null }),
    );
    return 0;
  },
  'eval-compare': (argv) => {
    const args = parseArguments(argv, { baseline: 'one', candidate: 'one', out: 'one' });
    const comparison = compareReports(readEvalReport(read(args.baseline)), readEvalReport(read(args.candidate)));
    write(args.out, comparison);
    return verdictCodes[comparison.verdict];
  },
  route: (argv) => {
    const args = parseArguments(argv, { key: 'one', percent: 'one', salt: 'optional' });
    process.stdout.write(`${variantOf(args.key, numberOf('percent', args.percent), args.salt)}\n`);
    return 0;
  },
};

// `bazel run` starts programs in a folder of its own; paths are meant from where they were typed.
process.chdir(process.env['BUILD_WORKING_DIRECTORY'] ?? '.');

export const main = await runMain(import.meta, ([name = '', ...argv]) => {
  const producer = Object.hasOwn(producers, name) ? producers[name] : undefined;
  if (producer !== undefined) return producer(argv);
  const expected = Object.keys(producers).join(', ');
  throw new InputError({ code: 'EV9001', location: 'arguments', message: 'the first argument names a producer', got: name, expected });
});

function read(path: string): Source {
  return sourceOf(path, readBytes(path));
}

function parse<T>({ text, location }: Source, schema: z.ZodType<T>): T {
  return readJsonText(text, location, schema, artefactCodes).value;
}

function write(path: string, value: unknown): void {
  writeText(path, canonicalJson(value));
}

function numberOf(flag: string, text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value)) return value;
  throw new InputError({ code: 'EV9001', location: 'arguments', message: `--${flag}: not a number`, got: text });
}
