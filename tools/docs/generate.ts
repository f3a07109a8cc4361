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
  if (contract.form !== 'ndjson') return [{ name: stem, title, schema: contract.schema }];
  const row = { name: `${stem}.row`, title: `A row of ${title}`, schema: contract.schema };
  return contract.header === undefined ? [row] : [{ name: `${stem}.header`, title: `First line of ${title}`, schema: contract.header }, row];
}

function schemaText(schema: z.ZodType, title: string): string {
  return `${JSON.stringify({ title, ...z.toJSONSchema(schema, { io: 'input' }) }, null, 2)}\n`;
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
with [height, width] of the displayed picture (EXIF orientation applied). Columns of numbers about instances are
base64 of whole numbers of as few bytes as hold all of them, in little-endian order, behind a word that says how: \`u1:\`, \`u2:\` and \`u4:\`
for 1, 2 and 4 bytes, \`i4:\` where some are below 0; \`u2/100:\` for numbers with two decimals, which are read by dividing; \`f8:\` for doubles.
Columns that belong together are one text, in the order of their names: \`u1*100 f8*25:\` says how each is written and how many numbers it has,
and each begins at a multiple of eight bytes. Every number comes back to the last bit.

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
