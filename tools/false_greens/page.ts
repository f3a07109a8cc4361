/** docs/false-greens.md, from the catalogue. */
import { catalogue } from './catalogue.ts';

export const pagePath = 'docs/false-greens.md';

const introduction = `<!-- Made by ./bazelw run //tools/false_greens; edit the catalogue there, not this page. -->
# False greens

This page lists ways in which evaluation tools let a bad model through, and how each of them ends here. Each was seen in a tool that people use.
Every row is a test (\`bazel test //tools/false_greens:all\`): it takes an evaluation whose verdict is go, adds only the defect, and runs
all stages from the files that people write. No row may end in go, and each must end for its own reason. If the honest
evaluation of the chapter looks different, the row has a twin without the defect, and the verdict of the twin is go.

The gate is also compared with itself, under 200 seeds: the same predictions on both sides pass every criterion, and two equally
good models stay within the fall that a criterion allows. A criterion that asks for a rise with its 95 % interval may see
a rise that does not exist one time in 40, that is 5 times in 200. It did so 7 times on masks and 8 times on series.
`;

export function page(): string {
  const chapters = catalogue.map(({ title, about, rows }) => {
    const lines = rows.map(({ defect, here, ends }) => `| ${defect} | ${here} | \`${ends}\` |`);
    return `## ${title}\n\n${about}\n\n| what went green | here | ends in |\n|---|---|---|\n${lines.join('\n')}\n`;
  });
  return [introduction, ...chapters].join('\n');
}
