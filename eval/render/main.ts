/** render: table, decision and gallery to what people and programs read. */
import { decision } from '../contracts/decision.ts';
import { metricsTable } from '../contracts/metrics.ts';
import { pairRow, pairsHeader } from '../contracts/pairs.ts';
import { gallery, report } from '../contracts/report.ts';
import { parseArguments } from '../io/arguments.ts';
import { readJson, writeJson, writeText } from '../io/files.ts';
import { runMain } from '../io/main.ts';
import { readHeaderAndRows } from '../io/ndjson.ts';
import { run } from './run.ts';

export const main = await runMain(import.meta, (argv) => {
  const args = parseArguments(argv, {
    metrics: 'one',
    pairs: 'one',
    decision: 'one',
    gallery: 'one',
    flag: 'map', // what swapped the candidate's checkpoint
    'json-out': 'one',
    'markdown-out': 'one',
    'html-out': 'one',
  });
  const output = run({
    metrics: readJson(args.metrics, metricsTable),
    pairs: readHeaderAndRows(args.pairs, pairsHeader, pairRow).rows,
    decision: readJson(args.decision, decision),
    gallery: readJson(args.gallery, gallery),
    flag: [...args.flag].map(([name, value]) => ({ name, value }))[0],
  });
  writeJson(args['json-out'], report, output.report);
  writeText(args['markdown-out'], output.markdown);
  writeText(args['html-out'], output.html);
});
