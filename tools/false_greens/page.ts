/** docs/false-greens.md, from the catalogue. */
import { catalogue } from './catalogue.ts';

export const pagePath = 'docs/false-greens.md';

const introduction = `<!-- Made by ./bazelw run //tools/false_greens; edit the catalogue there, not this page. -->
# False greens

Ways in which evaluation tools let a bad model through, each seen in a tool that people use, and how the same ends here.
Every row is a test (\`bazel test //tools/false_greens:all\`): an evaluation that goes, changed by the defect alone, through
all stages from the files that people write. None of them may end in go, and each must end for its own reason; where the honest
evaluation of the chapter looks otherwise, a twin without the defect stands beside the row and goes.

The gate is also held against itself, under 200 seeds: the same predictions on both sides pass every criterion, two equally
good models stay within the fall that a criterion allows. A criterion that asks for a rise by its 95 % interval may believe
in one that is not there one time in 40, 5 times in 200; it did 7 times on masks and 8 times on series.
`;

export function page(): string {
  const chapters = catalogue.map(({ title, about, rows }) => {
    const lines = rows.map(({ defect, here, ends }) => `| ${defect} | ${here} | \`${ends}\` |`);
    return `## ${title}\n\n${about}\n\n| what went green | here | ends in |\n|---|---|---|\n${lines.join('\n')}\n`;
  });
  return [introduction, ...chapters].join('\n');
}
