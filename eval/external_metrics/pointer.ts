import type { Json } from '../contracts/common.ts';

/** What stands at a place, or the names that are there in its stead. */
export type Found = { readonly value: Json } | { readonly known: readonly string[] };

/**
 * The value at a JSON pointer (RFC 6901), or the pointers beside the first step that leads nowhere.
 * @example valueAt({ a: [{ 'b/c': 1 }] }, '/a/0/b~1c') // { value: 1 }
 */
export function valueAt(value: Json, pointer: string): Found {
  let at: Json = value;
  let path = '';
  for (const step of pointer.split('/').slice(1)) {
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
    const here: Readonly<Record<string, Json>> = typeof at === 'object' && at !== null ? (at as Record<string, Json>) : {};
    if (!Object.hasOwn(here, key) || (Array.isArray(at) && key === 'length')) {
      return { known: Object.keys(here).map((name) => `${path}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`) };
    }
    at = here[key] as Json;
    path += `/${step}`;
  }
  return { value: at };
}
