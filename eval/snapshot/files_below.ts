/** Files below --images-root, by the names that rows give them. */
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { InputError, type Problem } from '../errors/errors.ts';
import { type Format, formatOf, formatsRead } from '../image/formats.ts';
import { leaves } from '../import/declared_files.ts';
import { wrongArgument } from '../io/arguments.ts';
import { contentOf } from './content.ts';
import type { Found } from './run.ts';

/** What is wrong with a name; whose name it is, the caller knows. */
type Refusal = Omit<Problem, 'location'>;

/** Rules find pictures by these endings. */
const extensions: Readonly<Record<Format, string>> = { jpeg: '.jpg', png: '.png', webp: '.webp', tiff: '.tif', avif: '.avif' };

export class FilesBelow {
  readonly #root: string;
  readonly #known = new Map<string, Found | Refusal>();

  /** @throws InputError EV9001 the folder is not there */
  constructor(root: string) {
    try {
      this.#root = realpathSync(root);
    } catch {
      throw new InputError(wrongArgument(`--images-root ${root}: there is no such folder`));
    }
  }

  path(name: string): string {
    return join(this.#root, name);
  }

  /** Refusals: EV1003, EV1012, EV8010, EV8011, EV8012. */
  find(name: string): Found | Refusal {
    const known = this.#known.get(name) ?? this.#look(name);
    this.#known.set(name, known);
    return known;
  }

  #look(name: string): Found | Refusal {
    const what = JSON.stringify(name);
    if (leaves(name)) return { code: 'EV1012', message: `${what} is not a path below --images-root` };
    try {
      const real = realpathSync(this.path(name));
      if (real !== this.path(name)) return { code: 'EV8011', message: `${what} leads through a symbolic link` };
      const content = contentOf(real);
      if (content === undefined) return { code: 'EV8011', message: `${what} is no file` };
      const extension = extensionOf(content.head);
      if (extension === undefined) return { code: 'EV1003', message: `${what} is no ${formatsRead} file` };
      return { sha256: content.sha256, bytes: content.bytes, extension };
    } catch (error) {
      const { code = String(error) } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT' || code === 'ENOTDIR') return { code: 'EV8010', message: `${what} is not below --images-root` };
      return { code: code === 'ELOOP' ? 'EV8011' : 'EV8012', message: `${what}: ${code}` };
    }
  }
}

function extensionOf(head: Uint8Array): string | undefined {
  const format = formatOf(head);
  return format === undefined || format === 'heic' ? undefined : extensions[format];
}
