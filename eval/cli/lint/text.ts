/** What lint found, on a terminal. */
import type { LintResult } from '../../contracts/cli_results.ts';
import { shorten } from '../../errors/errors.ts';
import { counted } from '../../io/words.ts';
import type { Paint } from '../text/paint.ts';

export function lintText({ files, problems, warnings }: LintResult, paint: Paint): string[] {
  const parts = [
    ...(problems.length === 0 ? [] : [counted(problems.length, 'mistake')]),
    ...(warnings.length === 0 ? [] : [counted(warnings.length, 'warning')]),
  ];
  const tone = problems.length > 0 ? paint.bad : warnings.length > 0 ? paint.doubtful : paint.good;
  return [
    tone(`${counted(files.length, 'file')}: ${parts.length === 0 ? 'nothing wrong' : parts.join(', ')}`),
    ...problems.flatMap(({ code, location, message, got, expected, cure }) => [
      '',
      `${paint.bad(`error ${code}`)}  ${location}`,
      `  ${message}`,
      ...(got === undefined ? [] : [`  got: ${shorten(got)}`]),
      ...(expected === undefined ? [] : [`  expected: ${shorten(expected)}`]),
      `  do: ${cure}`,
    ]),
    ...warnings.flatMap(({ rule, location, message, cure }) => [
      '',
      `${paint.doubtful(`warning ${rule}`)}  ${location}`,
      `  ${message}`,
      `  do: ${cure}`,
    ]),
  ];
}
