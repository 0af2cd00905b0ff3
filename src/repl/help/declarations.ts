/** What the shipped types say of one name. */
export interface Declared {
  readonly name: string;
  /** As it is written: `run(command: string, options?: RunOptions): Coming<One>`. */
  readonly signature: string;
  /** The type of the property, or of what the call gives. */
  readonly type: string;
  readonly isMethod: boolean;
  /** Its words, in one line; '' for none. */
  readonly doc: string;
  readonly examples: readonly string[];
}

export interface DeclaredInterface {
  readonly name: string;
  readonly doc: string;
  readonly parameters: readonly string[];
  /** With their arguments: `Told<Result, ConfigResult>`. */
  readonly parents: readonly string[];
  readonly members: readonly Declared[];
}

export interface Declarations {
  readonly interfaces: ReadonlyMap<string, DeclaredInterface>;
  readonly globals: ReadonlyMap<string, Declared>;
}

const INTERFACE = /^interface (\w+)(?:<([^>]*)>)?(?: extends (.*?))? \{(\})?$/;
const GLOBAL = /^declare (?:const|function) (.*);$/;
const MEMBER = /^(?:readonly )?((\w+)\??.*);$/;

/**
 * Reads the types that we ship, in the form in which we write them: interfaces in one namespace, one member a line, each with its words
 * above. No reader for any other declarations.
 */
export function readDeclarations(text: string): Declarations {
  const interfaces = new Map<string, DeclaredInterface>();
  const globals = new Map<string, Declared>();
  let words: string[] = [];
  let open: (Omit<DeclaredInterface, 'members'> & { readonly members: Declared[] }) | undefined;
  for (const line of statements(text)) {
    if (isWords(line)) {
      words = line.split('\n');
      continue;
    }
    const about = aboutOf(words);
    const begun = INTERFACE.exec(line);
    const global = GLOBAL.exec(line)?.[1];
    const member = open && MEMBER.exec(line);
    if (begun) {
      const [, name = '', parameters = '', parents = ''] = begun;
      open = {
        ...{ name, doc: about.doc, members: [] },
        ...{ parameters: listOf(parameters), parents: listOf(parents) },
      };
      interfaces.set(name, open);
    } else if (global !== undefined) {
      const declared = declaredOf(global, about);
      globals.set(declared.name, declared);
    } else if (member) {
      open?.members.push(declaredOf(member[1] ?? '', about));
    }
    words = [];
  }
  return { interfaces, globals };
}

/** All members of an interface, its parents' behind its own, type parameters filled in. */
export function membersOfInterface(
  { interfaces }: Declarations,
  type: string,
): readonly Declared[] {
  const [, name = '', given = ''] = /^(\w+)(?:<(.*)>)?$/.exec(type) ?? [];
  const found = interfaces.get(name);
  if (found === undefined) return [];
  const filled = new Map(listOf(given).map((one, at) => [found.parameters[at] ?? '', one]));
  const fill = (words: string): string =>
    words.replace(/\b[A-Z]\w*\b/g, (word) => filled.get(word) ?? word);
  const own = found.members.map((one) => ({
    ...one,
    signature: fill(one.signature),
    type: fill(one.type),
  }));
  const parents = found.parents.flatMap((parent) =>
    membersOfInterface({ interfaces, globals: new Map() }, fill(parent)),
  );
  const names = new Set(own.map((one) => one.name));
  return [...own, ...parents.filter((one) => !names.has(one.name))];
}

/** The interface a type comes to: what arrives of what is to come, without `undefined`; '' for none. */
export function arrivedType(type: string): string {
  const [first = ''] = splitOutside(type, /[|&]/);
  const plain = first.trim().replaceAll('showrun.', '');
  const coming = /^(?:Coming|Promise)<(.*)>$/.exec(plain)?.[1];
  if (coming !== undefined) return arrivedType(coming);
  const list = /^readonly (.*)\[\]$/.exec(plain)?.[1];
  return list === undefined ? plain : `${list}[]`;
}

/** Comments and statements, each in one piece; a statement in one line, however it was broken. */
function statements(text: string): readonly string[] {
  const pieces: string[] = [];
  let open = '';
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    if (open === '' && (line === '' || line.startsWith('//'))) continue;
    const isComment = (open || line).startsWith('/**');
    open = open === '' ? line : `${open}${isComment ? '\n' : ' '}${line}`;
    const isWhole = isComment ? line.endsWith('*/') : isStatement(open);
    if (!isWhole) continue;
    pieces.push(isComment ? open : open.replace(/([(<[]) /g, '$1').replace(/,? ([)>\]])/g, '$1'));
    open = '';
  }
  return pieces;
}

function isStatement(text: string): boolean {
  if (/^(?:interface|declare namespace)\b[^{]*\{\}?$/.test(text) || text === '}') return true;
  const opened = text.match(/[({[]/g)?.length ?? 0;
  const closed = text.match(/[)}\]]/g)?.length ?? 0;
  return text.endsWith(';') && opened === closed;
}

function isWords(piece: string): boolean {
  return piece.startsWith('/**');
}

function aboutOf(words: readonly string[]): Pick<Declared, 'doc' | 'examples'> {
  const lines = words.map((line) =>
    line.replace(/^\s*(?:\/\*\*|\*\/|\*)?\s?/, '').replace(/\s*\*\/$/, ''),
  );
  const isExample = (line: string): boolean => line.startsWith('@example');
  return {
    doc: lines
      .filter((line) => !isExample(line))
      .join(' ')
      .replace(/\s+/g, ' ')
      .trim(),
    examples: lines.filter(isExample).map((line) => line.replace(/^@example\s*/, '')),
  };
}

function declaredOf(signature: string, about: Pick<Declared, 'doc' | 'examples'>): Declared {
  const name = /^\w+/.exec(signature)?.[0] ?? '';
  const head = /^\w+(?:<\w+>)?\(/.exec(signature)?.[0];
  const isMethod = head !== undefined;
  const end = head === undefined ? signature.indexOf(':') : closingOf(signature, head.length);
  const type = signature.slice(end + 1).replace(/^:?\s*/, '');
  return { name, signature, type, isMethod, ...about };
}

/** Where the parameters end. */
function closingOf(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; at++) {
    if (text[at] === '(') depth += 1;
    if (text[at] === ')') depth -= 1;
    if (depth === 0) return at;
  }
  return text.length;
}

function listOf(words: string): readonly string[] {
  return splitOutside(words, /,/)
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

/** Splits where no bracket is open. */
function splitOutside(text: string, at: RegExp): readonly string[] {
  const parts: string[] = [''];
  let depth = 0;
  for (const [place, character] of [...text].entries()) {
    if ('<({['.includes(character)) depth += 1;
    // The arrow of a function type closes nothing.
    if ('>)}]'.includes(character) && text[place - 1] !== '=') depth -= 1;
    if (depth === 0 && at.test(character)) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts;
}
