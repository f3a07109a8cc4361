/** The table of libraries. Each is loaded when a backend declares a provider of it: a program is given only the one that it needs. */
import { packageOfProvider, type Runtime } from '../../contracts/backend.ts';
import type { Library } from './library.ts';

type Package = (typeof packageOfProvider)[Runtime['provider']];

const libraries: Readonly<Record<Package, () => Promise<{ readonly library: Library }>>> = {
  'onnxruntime-node': () => import('./node.ts'),
  'onnxruntime-web': () => import('./web.ts'),
};

export async function libraryOf({ provider }: Runtime): Promise<Library> {
  return (await libraries[packageOfProvider[provider]]()).library;
}
