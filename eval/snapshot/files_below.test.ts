import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { InputError } from '../errors/errors.ts';
import { sha256 } from '../io/digest.ts';
import { FilesBelow } from './files_below.ts';
import { picture, scratch, write } from './testing/export.ts';

test('a file is found by its name, with its digest, size and the ending of its format', (t) => {
  const folder = scratch(t);
  const jpeg = Buffer.from('\xff\xd8\xff\xe0 and so on', 'latin1');
  write(folder, { 'a/mask.dat': picture(1), 'photo.jpeg': jpeg, 'w.webp': Buffer.from('RIFF\x04\0\0\0WEBPVP8 ', 'latin1') });
  const files = new FilesBelow(folder);
  const found = (content: Uint8Array, extension: string) => ({ sha256: sha256(content).slice(7), bytes: content.length, extension });
  assert.deepEqual(files.find('a/mask.dat'), found(picture(1), '.png'));
  assert.deepEqual(files.find('./photo.jpeg'), found(jpeg, '.jpg'));
  assert.equal((files.find('w.webp') as { extension: string }).extension, '.webp');
});

test('a file of more than one chunk is read to its end', (t) => {
  const folder = scratch(t);
  const large = Buffer.concat([picture(1), Buffer.alloc(3_000_001, 7)]);
  write(folder, { 'large.png': large });
  assert.deepEqual(new FilesBelow(folder).find('large.png'), { sha256: sha256(large).slice(7), bytes: large.length, extension: '.png' });
});

test('names that leave the folder, lead through links, or to nothing usable are refused', (t) => {
  const folder = scratch(t);
  const outside = scratch(t);
  write(outside, { 'secret.png': picture(1) });
  write(folder, { 'images/a.png': picture(1), 'notes.png': 'no picture', 'empty.png': '' });
  mkdirSync(join(folder, 'folder.png'));
  symlinkSync('images/a.png', join(folder, 'link.png'));
  symlinkSync(outside, join(folder, 'linked'));
  symlinkSync('nowhere', join(folder, 'dangling.png'));
  execFileSync('mkfifo', [join(folder, 'pipe.png')]);
  const files = new FilesBelow(folder);
  const codes = {
    '../secret.png': 'EV1012',
    [join(outside, 'secret.png')]: 'EV1012',
    'images/../../secret.png': 'EV1012',
    'notes.png': 'EV1003',
    'empty.png': 'EV1003',
    'images/b.png': 'EV8010',
    'images/a.png/b.png': 'EV8010',
    'dangling.png': 'EV8010',
    'link.png': 'EV8011',
    'linked/secret.png': 'EV8011',
    'folder.png': 'EV8011',
    'pipe.png': 'EV8011',
    [`${'x'.repeat(300)}.png`]: 'EV8012',
  };
  for (const [name, code] of Object.entries(codes)) assert.equal((files.find(name) as { code?: string }).code, code, name);
});

test('a root that is a link is followed; one that is not there is refused', (t) => {
  const folder = scratch(t);
  write(folder, { 'real/a.png': picture(1) });
  symlinkSync('real', join(folder, 'root'));
  assert.ok('sha256' in new FilesBelow(join(folder, 'root')).find('a.png'));
  assert.throws(
    () => new FilesBelow(join(folder, 'nowhere')),
    (error) => error instanceof InputError && error.problems[0]?.code === 'EV9001',
  );
});
