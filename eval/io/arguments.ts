/** Arguments of a stage: `--name value` pairs, from the command line or a parameter file with one argument a line. */

import { InputError } from '../errors/errors.ts';
import { nearestText } from '../errors/nearest.ts';
import { readText } from './files.ts';

/** `one`: exactly once; `optional`: at most once; `many`: any number; `map`: any number of key=value. */
export type ArgumentKind = 'one' | 'optional' | 'many' | 'map';

type Value<K extends ArgumentKind> = K extends 'one'
  ? string
  : K extends 'optional'
    ? string | undefined
    : K extends 'many'
      ? readonly string[]
      : ReadonlyMap<string, string>;

export type Arguments<S extends Record<string, ArgumentKind>> = { readonly [N in keyof S]: Value<S[N]> };

/** No value may be empty. @throws InputError EV9001 naming every wrong argument, EV5002 for a parameter file that cannot be read */
export function parseArguments<const S extends Record<string, ArgumentKind>>(argv: readonly string[], spec: S): Arguments<S> {
  const values = new Map<string, string[]>();
  const problems: string[] = [];
  const words = argv.flatMap((word) =>
    word.startsWith('@') && word !== '@'
      ? readText(word.slice(1))
          .split('\n')
          .filter((l) => l !== '')
      : [word],
  );
  for (let i = 0; i < words.length; i += 2) {
    const flag = words[i] ?? '';
    const known = flag.startsWith('--') && Object.hasOwn(spec, flag.slice(2));
    if (!known)
      problems.push(
        `unknown argument ${flag}${nearestText(
          flag,
          Object.keys(spec).map((n) => `--${n}`),
        )}`,
      );
    else if ((words[i + 1] ?? '') === '') problems.push(`${flag} has no value`);
    else {
      // A corpus gives some flags a hundred thousand times: no copy of the list for each.
      const given = values.get(flag.slice(2));
      if (given === undefined) values.set(flag.slice(2), [words[i + 1] ?? '']);
      else given.push(words[i + 1] ?? '');
    }
  }
  const result: Record<string, unknown> = {};
  for (const [name, kind] of Object.entries(spec)) {
    const given = values.get(name) ?? [];
    if (kind === 'one' && given.length !== 1) problems.push(`--${name} is needed once, given ${given.length} times`);
    if (kind === 'optional' && given.length > 1) problems.push(`--${name} is given ${given.length} times`);
    if (kind === 'map') {
      const map = new Map<string, string>();
      for (const pair of given) {
        const at = pair.indexOf('=');
        if (at < 1 || at === pair.length - 1) problems.push(`--${name} ${pair}: expected key=value`);
        else {
          // The rules write an equals sign in a key, a file's name say, as %3D, and a percent sign as %25.
          const key = pair.slice(0, at).replaceAll('%3D', '=').replaceAll('%25', '%');
          if (map.has(key)) problems.push(`--${name} ${pair}: the key is given twice`);
          map.set(key, pair.slice(at + 1));
        }
      }
      result[name] = map;
    } else result[name] = kind === 'many' ? given : given[0];
  }
  if (problems.length > 0) throw new InputError(problems.map((message) => ({ code: 'EV9001', location: 'arguments', message })));
  return result as Arguments<S>;
}
