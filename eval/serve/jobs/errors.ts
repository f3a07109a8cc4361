/** What a failed build says, as a code and a message that may leave the machine. */
import type { JobError } from '../../contracts/service.ts';

/** Absolute paths are cut down to their last name: where things lie here is nobody's business. */
export function withoutPaths(text: string): string {
  return text.replace(/(?<![\w.:/-])\/(?:[^\s/:'"()[\]]+\/)+([^\s/:'"()[\]]*)/g, (_path, last: string) => (last === '' ? '…' : last));
}

/**
 * The first coded error that a stage printed, else Bazel's own first error.
 * @param output what Bazel printed
 */
export function errorIn(output: string, exitCode: number | null): JobError {
  const coded = /^error (EV\d{4}) {2}(.*)\n {2}(.*)$/mu.exec(output);
  if (coded !== null) return { code: coded[1] ?? '', message: withoutPaths(`${coded[2]}: ${coded[3]}`) };
  const plain = /^(?:ERROR|FATAL): (.*)$/mu.exec(output);
  const message = plain === null ? `Bazel ended with ${exitCode}` : (plain[1] ?? '');
  return { code: 'EV9230', message: withoutPaths(message).slice(0, 500) };
}
