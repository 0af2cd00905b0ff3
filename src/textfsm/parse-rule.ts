import { compileRegex } from './compile-regex.ts';
import { parseRegex } from './parse-regex.ts';
import { type Regex, RegexError } from './regex-node.ts';
import {
  LINE_OPS,
  type LineOp,
  RECORD_OPS,
  type RecordOp,
  type Rule,
  type Value,
} from './template.ts';
import type { TemplateSource } from './template-source.ts';

/** Reads `^regex [-> action]`. */
export function parseRule(line: string, values: readonly Value[], reader: TemplateSource): Rule {
  const text = line.replace(/^[\s\x1c-\x1f]+/, '');
  // The last arrow counts, and takes one white-space character before it along.
  const split = /^(.*)\s->(.*)$/s.exec(text);
  const expression = split?.[1] ?? text;
  const action = parseAction(split?.[2] ?? '', reader);
  const regex = parseExpression(substitute(expression, values, reader), values, reader);
  return { line: reader.line, regex, ...action };
}

type Action = Pick<Rule, 'lineOp' | 'recordOp' | 'newState' | 'message'>;

const NEW_STATE = '(?:\\s+([\\p{L}\\p{N}_]+|".*"))?';
const WITH_LINE_OP = new RegExp(
  `^\\s+(${LINE_OPS.join('|')})(?:\\.(${RECORD_OPS.join('|')}))?${NEW_STATE}$`,
  'u',
);
const WITH_RECORD_OP = new RegExp(`^\\s+(${RECORD_OPS.join('|')})${NEW_STATE}$`, 'u');
const WITH_STATE = new RegExp(`^${NEW_STATE}$`, 'u');

function parseAction(text: string, reader: TemplateSource): Action {
  const full = WITH_LINE_OP.exec(text);
  if (full) {
    return checked(text, reader, {
      lineOp: (full[1] ?? 'Next') as LineOp,
      recordOp: (full[2] ?? 'NoRecord') as RecordOp,
      target: full[3],
    });
  }
  const record = WITH_RECORD_OP.exec(text);
  if (record) {
    const recordOp = (record[1] ?? 'NoRecord') as RecordOp;
    return checked(text, reader, { lineOp: 'Next', recordOp, target: record[2] });
  }
  const state = WITH_STATE.exec(text);
  if (!state) {
    throw reader.error(
      `expected an action such as 'Record', 'Continue.Record' or a state, not '${text.trim()}'`,
    );
  }
  return checked(text, reader, { lineOp: 'Next', recordOp: 'NoRecord', target: state[1] });
}

function checked(
  text: string,
  reader: TemplateSource,
  parts: { lineOp: LineOp; recordOp: RecordOp; target: string | undefined },
): Action {
  const { lineOp, recordOp, target } = parts;
  if (lineOp === 'Continue' && target !== undefined) {
    throw reader.error(`Continue cannot change the state: '${text.trim()}'`);
  }
  if (lineOp === 'Error') {
    const message = target?.replace(/^"(.*)"$/, '$1');
    return { lineOp, recordOp, newState: undefined, message };
  }
  if (target?.startsWith('"')) {
    throw reader.error(`expected a state name, a message is only for Error: '${text.trim()}'`);
  }
  return { lineOp, recordOp, newState: target, message: undefined };
}

/** Puts the values in: `${NAME}` or `$NAME`, and `$$` for a dollar sign. */
function substitute(text: string, values: readonly Value[], reader: TemplateSource): string {
  return text.replace(/\$(?:(\$)|([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})?/g, (found, ...parts) => {
    const [dollar, plain, braced] = parts as (string | undefined)[];
    if (dollar) return '$';
    const name = plain ?? braced;
    if (name === undefined) {
      throw reader.error("expected $$ for the end of the line, or a Value's name, after $");
    }
    const value = values.find((one) => one.name === name);
    if (!value) throw reader.error(`there is no Value named ${name} (${found})`);
    return `(?P<${name}>${value.regex.slice(1)}`;
  });
}

function parseExpression(text: string, values: readonly Value[], reader: TemplateSource): Regex {
  try {
    const regex = parseRegex(text);
    // Compiled here once so that what V8 alone refuses is an error of the template, not of a run.
    compileRegex(regex, new Set(values.map((value) => value.name)), 'ascii');
    return regex;
  } catch (error) {
    if (!(error instanceof RegexError || error instanceof SyntaxError)) throw error;
    throw reader.error(`expected a regular expression: ${error.message} in '${text}'`);
  }
}
