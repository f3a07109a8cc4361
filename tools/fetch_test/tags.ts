/** Tags that say nothing usable: told before anything is fetched, all at once. */
import type { Consumer } from './consumer.ts';
import { expectRefusal, zeros } from './expect.ts';

/** What stands in the tag beside its name, and what the error says. */
const checkpoints: readonly (readonly [attributes: string, words: string])[] = [
  [`sha256 = "${zeros}"`, 'exactly one of urls, path and modal_volume is needed, given: none'],
  [`sha256 = "${zeros}", path = "a", urls = ["https://example.org/a"]`, 'given: urls, path'],
  [`sha256 = "${zeros}", modal_volume = "models"`, 'modal_volume and modal_path belong together'],
  [`sha256 = "${zeros}", modal_volume = "models", modal_path = "../a"`, 'modal_path "../a": expected a file or folder below the volume\'s root'],
  [`sha256 = "${zeros}", urls = ["ftp://example.org/a"]`, 'urls "ftp://example.org/a": expected http:// or https:// with a path'],
  [`sha256 = "${zeros}", urls = ["https://user:secret@example.org/a"]`, 'credentials in the address of example.org; they belong into ~/.netrc'],
  ['sha256 = "abc", path = "a"', 'sha256 has to be 64 hexadecimal digits, got "abc"'],
  [`sha256 = "${zeros}", path = "a", data = {"../b": "${zeros}"}`, 'data "../b": expected a name relative to the model'],
  [`sha256 = "${zeros}", path = "a", data = {"b": "abc"}`, 'data "b": the SHA-256 has to be 64 hexadecimal digits, got "abc"'],
  [`sha256 = "${zeros}", urls = ["https://example.org/a?b"], data = {"b": "${zeros}"}`, 'files beside an address with ? or # cannot be found'],
];

export async function checkTags(consumer: Consumer): Promise<void> {
  const wrong = checkpoints.map(([attributes], i) => `model_eval.checkpoint(name = "c${i}", ${attributes})`);
  const words = checkpoints.flatMap(([, text], i) => [`model_eval.checkpoint(name = "c${i}")`, text]);
  const tags = [
    `model_eval.checkpoint(name = "x", path = "a", sha256 = "${zeros}")`,
    `model_eval.corpus(name = "x", path = "a", sha256 = "${zeros}")`,
    `model_eval.corpus(name = "images", path = "a", sha256 = "${zeros}")`,
    `model_eval.corpus(name = "y", path = "a", sha256 = "${zeros}", build_file = "//:b", build_file_content = "c")`,
    ...wrong,
  ].join('\n');
  const codes = Array.from({ length: wrong.length + 3 }, () => 'EV8001');
  await expectRefusal(consumer, 'tags that are wrong, all at once', { tags }, codes, [
    ...words,
    'has a repository of this name, too',
    'the name is that of a target in the repository',
    'build_file and build_file_content exclude each other',
  ]);
}
