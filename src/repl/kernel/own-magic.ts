import { readFile, stat } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { parse } from 'acorn';
import { stripTypes } from '../syntax/typescript.ts';
import { isMagic, type Magic, MagicError } from './magic.ts';

/**
 * A magic of the person's own, read again when its file has changed. Rejects with a MagicError that names the file and what is wrong
 * with it, in one line. TypeScript may import what Node has; JavaScript also files beside it.
 */
export async function loadOwnMagic(file: string): Promise<Magic> {
  const { mtimeMs } = await stat(file).catch((thrown: unknown) => {
    throw wrong(file, thrown);
  });
  const known = loaded.get(file);
  if (known?.mtimeMs === mtimeMs) return known.magic;
  let defined: unknown;
  try {
    const module: { default?: unknown } = await import(await addressOf(file, mtimeMs));
    defined = module.default;
  } catch (thrown) {
    throw wrong(file, thrown);
  }
  if (!isMagic(defined)) {
    const message = `${file} is no magic: export default { usage, summary, examples, run }`;
    throw new MagicError(message);
  }
  loaded.set(file, { mtimeMs, magic: defined });
  return defined;
}

const loaded = new Map<string, { readonly mtimeMs: number; readonly magic: Magic }>();

/** Another address for each change: Node keeps what it has once imported. */
async function addressOf(file: string, mtimeMs: number): Promise<string> {
  const text = await readFile(file, 'utf8');
  if (!file.endsWith('.ts')) {
    refuseUnreadable(text);
    return `${pathToFileURL(file).href}?${mtimeMs}`;
  }
  const stripped = stripTypes(text);
  if (stripped.status === 'wrong') throw new Unreadable(stripped.message, { text, ...stripped });
  return `data:text/javascript;base64,${Buffer.from(stripped.code).toString('base64')}`;
}

/** Node says of a module that cannot be read only that it cannot. */
function refuseUnreadable(text: string): void {
  try {
    parse(text, { sourceType: 'module', ecmaVersion: 'latest', allowHashBang: true });
  } catch (thrown) {
    const { message, pos } = Object(thrown);
    const what = String(message).replace(/ \(\d+:\d+\)$/, '');
    throw new Unreadable(what, { text, offset: Number(pos ?? 0) });
  }
}

class Unreadable extends Error {
  override name = 'SyntaxError';
  readonly line: number;

  constructor(message: string, at: { readonly text: string; readonly offset: number }) {
    super(message);
    this.line = at.text.slice(0, at.offset).split('\n').length;
  }
}

function wrong(file: string, thrown: unknown): MagicError {
  if (!(thrown instanceof Error)) return new MagicError(`${file}: ${String(thrown)}`);
  const place = thrown instanceof Unreadable ? `${file}:${thrown.line}` : file;
  return new MagicError(`${place}: ${thrown.name}: ${thrown.message.split('\n')[0]}`);
}
