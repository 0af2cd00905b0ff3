import type { Vocabulary } from '../completion/vocabulary.ts';

/** Tells names there are from others, for marking what is mistyped. */
export interface KnownNames {
  /** A selector without its `@`. */
  isSelector(selector: string): boolean;
  isMagic(name: string): boolean;
  isStage(name: string): boolean;
}

interface Known {
  readonly hosts: () => readonly { readonly name: string; readonly groups: readonly string[] }[];
  readonly vocabulary: Vocabulary;
}

/** What is not known, or only begun, is not called wrong. */
export function knownNames({ hosts, vocabulary }: Known): KnownNames {
  const { magics, stages } = vocabulary;
  const isIn = (words: Vocabulary['magics'], name: string): boolean =>
    words.length === 0 || words.some((word) => word.name === name);
  return {
    isSelector: (selector) => {
      // Filters and patterns are for whoever runs them to judge.
      const plain = selector.replace(/:$/, '');
      if (plain === '' || /[()*?[\]!&|~]/.test(plain)) return true;
      const known = hosts();
      const names = new Set(known.flatMap(({ name, groups }) => [name, ...groups]).concat('all'));
      return plain.split(',').every((part) => isPartKnown(part.replace(/^@/, ''), names));
    },
    isMagic: (name) => name === '' || isIn(magics, name),
    isStage: (name) => name === '' || isIn(stages, name),
  };
}

function isPartKnown(part: string, names: ReadonlySet<string>): boolean {
  return part === '' || names.has(part);
}
