/**
 * test_result.intoto.json: the verdict as an in-toto Statement (v1) with the predicate `test-result`, which verifiers of attestations
 * know (github.com/in-toto/attestation, spec/predicates/test-result.md). test_result.predicate.json is its predicate alone.
 */
import * as z from 'zod';

export const predicateType = 'https://in-toto.io/attestation/test-result/v0.1';

/** A file by its name and the SHA-256 of its bytes, in hexadecimal. */
const resource = z.strictObject({ name: z.string(), digest: z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }) });
export type Resource = z.infer<typeof resource>;

export const testResult = z.strictObject({
  /** PASSED: go; WARNED: go, with warnings; FAILED: everything else, `inconclusive` and `void` among it. */
  result: z.enum(['PASSED', 'WARNED', 'FAILED']),
  /** Everything that the verdict was made of. */
  configuration: z.array(resource).min(1),
  /** Criteria and sanity checks (`sanity:<check>`); those that do not apply, and those for information alone that failed, are in none of the lists. */
  passedTests: z.array(z.string()),
  warnedTests: z.array(z.string()),
  failedTests: z.array(z.string()),
});
export type TestResult = z.infer<typeof testResult>;

export const testResultStatement = z.strictObject({
  _type: z.literal('https://in-toto.io/Statement/v1'),
  /** The files of the checkpoint that was judged. */
  subject: z.array(resource).min(1),
  predicateType: z.literal(predicateType),
  predicate: testResult,
});
export type TestResultStatement = z.infer<typeof testResultStatement>;
