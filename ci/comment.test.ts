import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InputError } from '../eval/errors/errors.ts';
import { bodyOf } from './comment/body.ts';
import { forgeOf } from './comment/forges.ts';

const link = 'https://forge.example/11';

test('a report that is too long is cut at a line and keeps its last one', () => {
  const row = `| ${'x'.repeat(97)} |`;
  const report = `# No-go\n\n${Array.from({ length: 1000 }, () => row).join('\n')}\n\nrecommendation: "no-go"\n`;
  const body = bodyOf({ gate: '//eval:gate', link, report });
  assert.ok(body.length <= 65_536 && body.length > 65_000, String(body.length));
  assert.equal(new Set(body.split('\n').filter((line) => line.startsWith('|'))).size, 1, 'every row is whole');
  assert.match(body, /The rest does not fit here\.\n\nrecommendation: "no-go"\n\n`\/\/eval:gate`/);
});

test('pictures elsewhere stay, files of the report do not', () => {
  const body = bodyOf({ gate: '//a:b', link, report: '![x](https://pictures.example/x.png)\n![y](gallery/y.png)\nrecommendation: "go"\n' });
  assert.match(body, /pictures\.example/);
  assert.doesNotMatch(body, /gallery/);
});

test('what the forge did not set is named, all at once', () => {
  const refused = (name: string, environment: Record<string, string>): string => {
    try {
      forgeOf(name, environment);
    } catch (error) {
      assert.ok(error instanceof InputError);
      return error.message;
    }
    return assert.fail('nothing was refused');
  };
  const message = refused('github', { GITHUB_API_URL: 'https://forge.example', GITHUB_REPOSITORY: '' });
  for (const variable of ['COMMENT_TOKEN', 'GITHUB_REPOSITORY', 'PULL_REQUEST']) assert.match(message, new RegExp(`variable ${variable} is not set`));
  assert.match(refused('gitea', {}), /github or gitlab/);
});
