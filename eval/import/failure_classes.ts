/** Failure classes of samples from what people wrote about them, for importers that know notes and no reports. */
import type { Draft, Imported, ImportInput } from './drafts.ts';
import { classesOf, readTaxonomy, type Taxonomy } from './taxonomy.ts';

/**
 * The same samples with the classes of their notes, where the corpus has a taxonomy and its importer did not read it.
 * Problems: EV1101, EV1102 of the taxonomy; EV1011 a source that has values of the dimension itself.
 */
export function withFailureClasses(
  imported: Imported,
  { sources, problems }: Pick<ImportInput, 'sources' | 'problems'>,
  dimension: string,
): Imported {
  const source = sources.get('taxonomy');
  if (source === undefined || Object.hasOwn(imported.dimensions, dimension)) return imported;
  const taxonomy = problems.collect(() => readTaxonomy(source));
  if (taxonomy === undefined) return imported;

  function* classified(taxonomy: Taxonomy): Generator<Draft> {
    for (const draft of imported.drafts) {
      if (Object.hasOwn(draft.slices, dimension)) {
        const message = `the slice dimension ${dimension} is what the taxonomy says; the source has values of its own`;
        problems.add({ code: 'EV1011', location: `sample ${draft.id}`, message, got: draft.slices[dimension]?.join(', ') ?? '' });
      }
      yield {
        ...draft,
        slices: {
          ...draft.slices,
          [dimension]: classesOf(
            draft.notes.map((notes) => ({ notes, source: {} })),
            taxonomy,
          ),
        },
      };
    }
    // After the walk: an importer may fill in its own dimensions on the way.
    Object.assign(imported.dimensions, { [dimension]: taxonomy.values });
  }
  return { ...imported, drafts: classified(taxonomy) };
}
