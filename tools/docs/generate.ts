/** Pages that are made from the code, so that they cannot disagree with it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { codes } from '../../eval/errors/codes.ts';
import { byText } from '../../eval/io/order.ts';
import { type Contract, contracts } from './contracts.ts';
import { type PublicApi, rulesPage } from './rules_page.ts';

const made = '<!-- Made by ./bazelw run //tools/docs; edit the code, not this page. -->';

/**
 * Path below the repository's root -> text.
 *
 * @param root the repository's
 * @param api what Bazel extracted from rules/; without it there is no page about the rules
 */
export function generatePages(root: string, api?: PublicApi): Map<string, string> {
  const pages = new Map<string, string>([
    ['docs/file-formats.md', fileFormats()],
    ['docs/errors.md', errors(readFileSync(join(root, 'docs/errors.md'), 'utf8'))],
  ]);
  for (const contract of contracts) {
    for (const part of parts(contract)) pages.set(`docs/schemas/${part.name}.schema.json`, schemaText(part.schema, part.title));
  }
  if (api !== undefined) pages.set('docs/rules.md', `${made}\n# Rules\n\n${opening}\n${rulesPage(api)}`);
  return pages;
}

const opening = `Everything that a BUILD or MODULE.bazel file can load. Attributes that Bazel gives to every rule (\`name\`, \`tags\`,
\`visibility\`, …) are left out. [start.md](start.md) shows most of it in use.

\`\`\`starlark
load("@rules_model_eval//rules:defs.bzl", "model_evaluation")
\`\`\`
`;

interface Part {
  readonly name: string;
  readonly title: string;
  readonly schema: z.ZodType;
}

function parts(contract: Contract): Part[] {
  const stem = contract.file.replace(/-<shard>/, '').replace(/\.[a-z]+$/, '');
  const title = `${contract.file}: ${contract.about}`;
  if (contract.form !== 'ndjson' && contract.form !== 'rows') return [{ name: stem, title, schema: contract.schema }];
  const row = { name: `${stem}.row`, title: `A row of ${title}`, schema: contract.schema };
  return contract.header === undefined ? [row] : [{ name: `${stem}.header`, title: `First line of ${title}`, schema: contract.header }, row];
}

function schemaText(schema: z.ZodType, title: string): string {
  // Columns say themselves what stands in their place.
  return `${JSON.stringify({ title, ...z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) }, null, 2)}\n`;
}

function fileFormats(): string {
  const rows = contracts.map((contract) => {
    const links = parts(contract).map((part) => `[${part.name}](schemas/${part.name}.schema.json)`);
    return `| \`${contract.file}\` | ${contract.writtenBy} | ${contract.readBy} | ${contract.about} | ${links.join(', ')} |`;
  });
  return `${made}
# Files between stages

Each file that crosses an action boundary has one schema. Readers refuse unknown keys and every other \`schemaVersion\`.
Text is JSON or NDJSON by one canonical writer: sorted keys, \`\\n\`, finite numbers only. No clock, host, duration,
absolute path, locale or random source is in any of them. Masks are COCO run lengths: compressed text, column-major,
with [height, width] of the displayed picture (EXIF orientation applied).

A file whose name ends in \`.rows\` is NDJSON as well, but for its columns: numbers about instances (scores, boxes, overlaps), of which a corpus has millions, and names of classes. They
stand before the rows that have them: a line that names them, \`{"columns":{"prediction.parts":"u1*42","prediction.scores":"f8*1000"},"texts":{"prediction.parts":["cup","bowl"]}}\`,
its line feed, and their bytes, one column after the other, each from a multiple of eight bytes on. Then come the rows of this block; where a column belongs, a row has how many of its
entries are its own, from where those of the row before end. Numbers are whole numbers of as few bytes as hold all of them, in little-endian order: \`u1\`, \`u2\` and \`u4\` for those from
0 of 1, 2 and 4 bytes; real numbers are read by dividing, \`u2/100\` by 100, \`i4/1\` (some are below 0) by 1; \`f8\` are doubles. Every number comes back to the last bit. A column of texts is
positions in its list. A file without columns is NDJSON and nothing else.

| file | written by | read by | what it is | schema |
|---|---|---|---|---|
${rows.join('\n')}
`;
}

/** Titles and causes are written on the page: no program prints them. Cures are what the programs say. */
function errors(page: string): string {
  const meanings = new Map([...page.matchAll(/^## (EV\d{4}): .+\n\n.+\n/gm)].map(([text, code]) => [code, text]));
  const sections = Object.entries(codes)
    .sort(([a], [b]) => byText(a, b))
    .map(([code, cure]) => {
      const meaning = meanings.get(code);
      if (meaning === undefined) throw new Error(`docs/errors.md: write "## ${code}: title", an empty line and the cause`);
      return `${meaning}\n**Do:** ${cure}\n`;
    });
  return `<!-- Titles and causes are written here. ./bazelw run //tools/docs orders them and puts in the cures, from eval/errors. -->
# Error codes

An error names its code, its place (file:line:column, a label, a sample), what was found, what was expected and what to
do; all problems of a file are told at once. Exit codes of the programs: 0 computed, 1 the verdict is not a pass (tests
and commands only), 2 the input is wrong, 3 our bug. Ten thousand changed inputs show that every reader keeps to this:

    ./bazelw run //tools/fuzz    # -- --seed 2: other changes

${sections.join('\n')}`;
}
