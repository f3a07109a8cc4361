/**
 * The test program behind `eval_gate_test`. A test rule has no arguments of its own, so Bazel hands over everything in
 * variables: ours say what to read, its own say where test results go and may be unset.
 */
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { decision, verdict } from '../contracts/decision.ts';
import { InputError } from '../errors/errors.ts';
import { readBytes, readJson, writeText } from '../io/files.ts';
import { runMain } from '../io/main.ts';
import { run } from './run.ts';

export const main = await runMain(import.meta, () => {
  const { MODEL_EVAL_DECISION: path, MODEL_EVAL_EXPECT: expect, MODEL_EVAL_REPORT: files, MODEL_EVAL_REPORT_TARGET: report } = process.env;
  const { XML_OUTPUT_FILE: xmlFile, TEST_UNDECLARED_OUTPUTS_DIR: outputFolder } = process.env;
  const expected = verdict.safeParse(expect);
  if (path === undefined || !expected.success) {
    throw new InputError({
      code: 'EV9001',
      location: 'environment',
      message: 'this program is run by eval_gate_test',
      cure: 'Run bazel test on the gate.',
    });
  }
  const gate = run({ decision: readJson(path, decision), report: report ?? '', expect: expected.data });
  if (xmlFile !== undefined) writeText(xmlFile, gate.junit);
  if (outputFolder !== undefined) {
    for (const file of (files ?? '').split('\n').filter((f) => f !== '')) copyInto(outputFolder, file);
  }
  process.stdout.write(gate.text);
  return gate.exitCode;
});

/** Copies bytes, not links: runfiles are links into a sandbox that goes away. A folder without files is not in the runfiles. */
function copyInto(folder: string, path: string): void {
  if (!existsSync(path)) return;
  const target = join(folder, basename(path));
  if (statSync(path).isDirectory()) {
    mkdirSync(target, { recursive: true });
    for (const name of readdirSync(path)) copyInto(target, join(path, name));
  } else writeFileSync(target, readBytes(path));
}
