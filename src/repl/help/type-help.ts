import { type Declared, type DeclaredInterface, membersOfInterface } from './declarations.ts';
import { shippedTypes } from './shipped-types.ts';

const NAME_COLS = 34;

/** How one function of ours is called: what it takes and gives, its words, its options, examples. */
export function functionHelp({ signature, doc, examples }: Declared): string[] {
  const [options] = /\b\w+Options\b/.exec(signature) ?? [];
  const words = options === undefined ? [] : membersOfInterface(shippedTypes(), options);
  return [
    signature,
    ...(doc === '' ? [] : [`  ${doc}`]),
    ...words.map((word) => `  ${cut(word.signature).padEnd(NAME_COLS)}  ${word.doc}`),
    ...examples.map((example, at) => `${at === 0 ? '  e.g. ' : '       '}${example}`),
  ];
}

/** What values of ours have: a line each, the words' first sentence. The stages are told in one line. */
export function membersHelp({ name }: DeclaredInterface): string[] {
  const stages = new Set(membersOfInterface(shippedTypes(), 'Stages').map((one) => one.name));
  const members = membersOfInterface(shippedTypes(), name).filter(
    (one, at, all) => all.findIndex((other) => other.name === one.name) === at,
  );
  const own = members.filter((one) => !stages.has(one.name) || name === 'Hosts');
  const hasStages = members.length > own.length;
  return [
    ...own.map((one) =>
      `  ${cut(briefOf(one)).padEnd(NAME_COLS)}  ${firstSentence(one.doc)}`.trimEnd(),
    ),
    ...(hasStages
      ? [`  and every stage as a method: .${[...stages].slice(0, 6).join(' .')} …`]
      : []),
  ];
}

/** A member in a few characters: `run(command, options?)`. */
export function briefOf({ name, signature, isMethod }: Declared): string {
  if (!isMethod) return name;
  const inside = /\((.*)\)/.exec(signature)?.[1] ?? '';
  const names = [...inside.matchAll(/(?:^|, )(\.{3})?(\w+)(\??):/g)].map(
    ([, dots = '', parameter = '', optional = '']) => `${dots}${parameter}${optional}`,
  );
  return `${name}(${names.join(', ')})`;
}

export function firstSentence(doc: string): string {
  return /^.*?[^.]\.(?=\s|$)/.exec(doc)?.[0] ?? doc;
}

function cut(text: string): string {
  return text.length > NAME_COLS ? `${text.slice(0, NAME_COLS - 1)}…` : text;
}
