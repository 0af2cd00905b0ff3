import { type Call, LiteralReader } from './literal-reader.ts';
import { newObject, type TtpObject, type TtpValue } from './value.ts';

/** Reads `name | upper | split(',') | set(value='x')`. Throws `LiteralError`. */
export function readCalls(text: string): readonly Call[] {
  const reader = new LiteralReader(text);
  const calls: Call[] = [];
  for (reader.skipSpace(); !reader.atEnd; reader.skipSpace()) {
    calls.push(readCall(reader));
    reader.skipSpace();
    if (!reader.atEnd && !reader.take('|')) throw reader.error("expected '|' between functions");
  }
  return calls;
}

function readCall(reader: LiteralReader): Call {
  const name = reader.matched(/[^\s|()="']+/y);
  if (name === '') throw reader.error('expected a name');
  reader.skipSpace();
  if (reader.take('(')) {
    const given = reader.callArguments(')');
    if (!reader.take(')')) throw reader.error(`expected ) after the arguments of ${name}`);
    return { name, ...given };
  }
  if (reader.take('=')) {
    reader.skipSpace();
    return { name, args: [reader.literal()], named: newObject() };
  }
  return { name, args: [], named: newObject() };
}

/** The function that a group's or output's attribute stands for: `contains="a, b"`, `itemize="key='x', path='y'"`. */
export function callOfAttribute(name: string, text: string): Call {
  const reader = new LiteralReader(text);
  const given = reader.callArguments('\0');
  if (!reader.atEnd) throw reader.error(`expected , in ${name}`);
  return { name, ...given };
}

/** An argument by its place or its name. */
export function argument(call: Call, place: number, name: string): TtpValue | undefined {
  return call.args[place] ?? call.named[name];
}

/** Reads Python source that is only assignments of literals. Throws `LiteralError`. */
export function readAssignments(text: string): TtpObject {
  const reader = new LiteralReader(text);
  const made = newObject();
  for (reader.skipSpace(); !reader.atEnd; reader.skipSpace()) {
    const start = reader.at;
    const name = reader.matched(/[A-Za-z_]\w*/y);
    reader.matched(/[ \t]*/y);
    if (name === '' || !reader.take('=')) {
      throw reader.error('expected name = value; other Python is not run', start);
    }
    reader.matched(/[ \t]*/y);
    made[name] = reader.literal();
    const rest = reader.matched(/[ \t]*(?:;|#[^\n]*)?[ \t]*\r?\n?/y);
    if (!reader.atEnd && !/[;\n]/.test(rest)) {
      throw reader.error('expected the end of the line; other Python is not run');
    }
  }
  return made;
}
