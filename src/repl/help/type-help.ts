import { wrapWords } from '../../core/wrap-words.ts';
import { type Declared, type DeclaredInterface, membersOfInterface } from './declarations.ts';
import { shippedTypes } from './shipped-types.ts';

const NAME_COLS = 27;
const MOST_COLS = 110;

/** How one function of ours is called: what it takes and gives, its words, its options, examples. */
export function functionHelp({ signature, doc, examples }: Declared): string[] {
  const [options] = /\b\w+Options\b/.exec(signature) ?? [];
  const words = options === undefined ? [] : membersOfInterface(shippedTypes(), options);
  return [
    signature,
    ...(doc === '' ? [] : hanging('  ', doc)),
    ...words.flatMap((word) => told(word.signature, word.doc)),
    ...examples.map((example, at) => `${at === 0 ? '  e.g. ' : '       '}${example}`),
  ];
}

/** What values of ours have: a line each, the words' first sentence. The stages are told in one line. */
export function membersHelp({ name }: DeclaredInterface): string[] {
  const members = membersOfInterface(shippedTypes(), name).filter(
    (one, at, all) => all.findIndex((other) => other.name === one.name) === at,
  );
  const stages = hasStages(name) ? membersOfInterface(shippedTypes(), 'Stages') : [];
  const isStage = new Set(stages.map((one) => one.name));
  const some = stages.slice(0, 6).map((one) => `.${one.name}`);
  return [
    ...members
      .filter((one) => !isStage.has(one.name))
      .flatMap((one) => told(briefOf(one), firstSentence(one.doc))),
    ...(some.length === 0 ? [] : [`  and every stage as a method: ${some.join(' ')} …`]),
  ];
}

function hasStages(name: string): boolean {
  const parents = shippedTypes().interfaces.get(name)?.parents ?? [];
  return parents.some((parent) => parent === 'Stages' || hasStages(parent.replace(/<.*/, '')));
}

/** A name and its words beside it, as many lines as they need. */
function told(name: string, words: string): string[] {
  return hanging(`  ${cut(name).padEnd(NAME_COLS)}  `, words);
}

/** Words behind a head, their further lines under the first. */
function hanging(head: string, words: string): string[] {
  const lines = wrapWords(words, MOST_COLS - head.length);
  return (lines.length === 0 ? [''] : lines).map((line, at) =>
    `${at === 0 ? head : ' '.repeat(head.length)}${line}`.trimEnd(),
  );
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
