/** Links between pages lead somewhere; those that leave docs/ are not looked at. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { test } from 'node:test';

const docs = join(import.meta.dirname, '../../docs');
const read = (page: string): string => readFileSync(join(docs, page), 'utf8').replaceAll(/^```[\s\S]*?^```$/gm, '');
const pages = readdirSync(docs, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.md'));

/** As GitHub makes them: small letters, blanks as dashes, other signs dropped. */
function anchorsOf(page: string): Set<string> {
  const headings = [...read(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1'));
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\w\- ]/g, '')
        .replaceAll(' ', '-'),
    ),
  );
}

test('there are pages', () => assert.ok(pages.includes('start.md') && pages.length > 15, pages.join(', ')));

for (const page of pages) {
  test(`links of docs/${page}`, () => {
    const wrong: string[] = [];
    for (const [, link = ''] of read(page).matchAll(/\]\(([^)\s]+)\)/g)) {
      const [path = '', anchor] = link.split('#');
      const target = path === '' ? page : normalize(join(dirname(page), path));
      if (/^https?:/.test(link) || target.startsWith('..')) continue;
      if (!existsSync(join(docs, target))) wrong.push(`${link}: no such file`);
      else if (anchor !== undefined && target.endsWith('.md') && !anchorsOf(target).has(anchor)) wrong.push(`${link}: no such heading`);
    }
    assert.deepEqual(wrong, []);
  });
}
