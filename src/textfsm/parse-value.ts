import { parseRegex } from './parse-regex.ts';
import { type Regex, RegexError } from './regex-node.ts';
import { MAX_NAME, VALUE_OPTIONS, type Value, type ValueOption } from './template.ts';
import type { TemplateSource } from './template-source.ts';

/** Reads `Value [options] NAME (regex)`, split at single spaces. */
export function parseValue(line: string, reader: TemplateSource): Value {
  const words = line.split(' ');
  if (words.length < 3) throw reader.error('expected: Value [options] NAME (regex)');
  const hasOptions = !words[2]?.startsWith('(');
  const options = hasOptions ? parseOptions(words[1] ?? '', reader) : [];
  const name = words[hasOptions ? 2 : 1] ?? '';
  const regex = words.slice(hasOptions ? 3 : 2).join(' ');
  if (name.length > MAX_NAME) {
    throw reader.error(`expected a name of at most ${MAX_NAME} characters`);
  }
  // Rows are arrays, but tables end up as objects in people's scripts.
  if (name === '' || name === '__proto__') throw reader.error(`'${name}' cannot name a Value`);
  if (!regex.startsWith('(') || !regex.endsWith(')') || regex.endsWith('\\)')) {
    throw reader.error(`expected a regular expression in parentheses, not '${regex}'`);
  }
  const tree = parseWhole(regex, reader);
  const hasInner = options.includes('List') && tree.groupCount > 1 && tree.names.size > 0;
  return { name, options, regex, inner: hasInner ? tree : undefined };
}

function parseOptions(text: string, reader: TemplateSource): ValueOption[] {
  const options: ValueOption[] = [];
  for (const word of text.split(',')) {
    const option = VALUE_OPTIONS.find((known) => known === word);
    if (!option) {
      throw reader.error(`unknown option '${word}': expected ${VALUE_OPTIONS.join(', ')}`);
    }
    if (options.includes(option)) throw reader.error(`the option ${option} is written twice`);
    options.push(option);
  }
  return options;
}

function parseWhole(regex: string, reader: TemplateSource): Regex {
  try {
    return parseRegex(regex);
  } catch (error) {
    if (!(error instanceof RegexError)) throw error;
    throw reader.error(`expected a regular expression: ${error.message} in '${regex}'`);
  }
}
