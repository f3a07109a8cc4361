/** The test program behind `eval_gate_test`. Bazel says in two variables where test results go; both may be unset. */
import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { decision } from '../contracts/decision.ts';
import { parseArguments } from '../io/arguments.ts';
import { readBytes, readJson, writeText } from '../io/files.ts';
import { runMain } from '../io/main.ts';
import { run } from './run.ts';

await runMain((argv) => {
  const args = parseArguments(argv, { decision: 'one', 'report-dir-file': 'many' });
  const { XML_OUTPUT_FILE: xmlFile, TEST_UNDECLARED_OUTPUTS_DIR: outputFolder } = process.env;
  const reports = args['report-dir-file'];
  const gate = run({ decision: readJson(args.decision, decision), reports });
  if (xmlFile !== undefined) writeText(xmlFile, gate.junit);
  if (outputFolder !== undefined) {
    for (const report of reports) writeFileSync(join(outputFolder, basename(report)), readBytes(report));
  }
  process.stdout.write(gate.text);
  return gate.exitCode;
});
