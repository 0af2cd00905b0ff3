import type { Call } from './literal-reader.ts';
import { NOT_PORTED } from './match-functions.ts';
import { callOfAttribute, readCalls } from './read-calls.ts';
import type { Tag } from './read-tags.ts';
import type { TemplateReader } from './read-template.ts';
import type { OutputTag } from './template.ts';

/** Functions an `<output>` may name. */
export const OUTPUT_FUNCTIONS = ['dict_to_list', 'traverse', 'is_equal', 'macro'] as const;
/** Forms a result may be written in. */
export const FORMATS = ['raw', 'json', 'yaml', 'csv', 'table', 'pprint'] as const;

/** Reads an `<output>` tag. Throws `template-failed`. */
export function readOutput(tag: Tag, reader: TemplateReader): OutputTag {
  const { attributes, line } = tag;
  const calls = [...attributes].flatMap(([name, text]): readonly Call[] => {
    if (name === 'functions' || name === 'fun') return reader.at(line, () => readCalls(text));
    const isFunction = isOneOf(OUTPUT_FUNCTIONS, name) || NOT_PORTED.includes(name);
    return isFunction ? [reader.at(line, () => callOfAttribute(name, text))] : [];
  });
  for (const { name } of calls) {
    if (NOT_PORTED.includes(name)) reader.warn(line, `${name} is not to be had here`);
    else if (!isOneOf(OUTPUT_FUNCTIONS, name))
      reader.fail(line, `an output has no function ${name}`);
  }
  if ((attributes.get('returner') ?? 'self') !== 'self') {
    reader.warn(line, 'an output is written nowhere here: whoever asked gets it');
  }
  const wantsExpected = calls.some(({ name }) => name === 'is_equal');
  return {
    name: attributes.get('name'),
    description: attributes.get('description'),
    calls: calls.filter(({ name }) => isOneOf(OUTPUT_FUNCTIONS, name)),
    format: formatOf(tag, reader),
    condition: conditionOf(tag, reader),
    expected: wantsExpected ? reader.load(tag, 'python') : undefined,
  };
}

/** The format with its options: from attributes, or from the tag's text. */
function formatOf(tag: Tag, reader: TemplateReader): Call | undefined {
  const name = tag.attributes.get('format');
  if (name === undefined) return undefined;
  if (NOT_PORTED.includes(name)) {
    reader.warn(tag.line, `the format ${name} is not to be had here`);
    return undefined;
  }
  if (!isOneOf(FORMATS, name)) {
    reader.fail(tag.line, `format is one of ${FORMATS.join(', ')}, not '${name}'`);
  }
  const named = Object.fromEntries(
    ['path', 'headers', 'missing', 'key'].flatMap((key) => {
      const text = tag.attributes.get(key);
      return text === undefined ? [] : [[key, text]];
    }),
  );
  return { name, args: [], named };
}

function conditionOf(tag: Tag, reader: TemplateReader): OutputTag['condition'] {
  const text = tag.attributes.get('condition');
  if (text === undefined) return undefined;
  const { args } = reader.at(tag.line, () => callOfAttribute('condition', text));
  const [variable, value] = args;
  if (typeof variable !== 'string' || value === undefined) {
    reader.fail(tag.line, 'condition is a variable and a value: condition="name, True"');
  }
  return { variable, value };
}

function isOneOf(names: readonly string[], name: string): boolean {
  return names.includes(name);
}
