/** JSON as a tree that can hold what JSON.parse would not let through: doubled keys, `__proto__`, numbers that are none. */

export type Tree =
  | { readonly kind: 'object'; entries: [key: string, value: Tree][] }
  | { readonly kind: 'array'; items: Tree[] }
  /** A scalar, or any text in its place. */
  | { readonly kind: 'raw'; text: string };

export function raw(text: string): Tree {
  return { kind: 'raw', text };
}

/** @param text valid JSON */
export function parseTree(text: string): Tree {
  return treeOf(JSON.parse(text));
}

function treeOf(value: unknown): Tree {
  if (Array.isArray(value)) return { kind: 'array', items: value.map(treeOf) };
  if (typeof value !== 'object' || value === null) return raw(JSON.stringify(value));
  return { kind: 'object', entries: Object.entries(value).map(([key, item]) => [key, treeOf(item)]) };
}

export function treeText(tree: Tree): string {
  switch (tree.kind) {
    case 'raw':
      return tree.text;
    case 'array':
      return `[${tree.items.map(treeText).join(',')}]`;
    case 'object':
      return `{${tree.entries.map(([key, value]) => `${JSON.stringify(key)}:${treeText(value)}`).join(',')}}`;
  }
}

/** Every place of a tree, the root's among them: what stands there, and how to put something else there. */
export interface Spot {
  readonly tree: Tree;
  replace(other: Tree): void;
}

export function spotsOf(root: { tree: Tree }): Spot[] {
  const spots: Spot[] = [];
  const visit = (tree: Tree, replace: (other: Tree) => void): void => {
    spots.push({ tree, replace });
    if (tree.kind === 'array') {
      for (const [i, item] of tree.items.entries()) visit(item, (other) => tree.items.splice(i, 1, other));
    } else if (tree.kind === 'object') {
      for (const entry of tree.entries) {
        visit(entry[1], (other) => {
          entry[1] = other;
        });
      }
    }
  };
  visit(root.tree, (other) => {
    root.tree = other;
  });
  return spots;
}
