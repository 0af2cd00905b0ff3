import { parseRule } from './parse-rule.ts';
import { parseValue } from './parse-value.ts';
import {
  LINE_OPS,
  MAX_NAME,
  RECORD_OPS,
  type Rule,
  type State,
  type Template,
  type Value,
} from './template.ts';
import { TemplateSource } from './template-source.ts';

/**
 * Reads a TextFSM template (google/textfsm 2.1 is the reference). `file` is only for messages.
 * Throws `template-failed` naming file, line and what was expected.
 */
export function compileTemplate(source: string, { file }: { readonly file: string }): Template {
  const reader = new TemplateSource(source, file);
  const values = readValues(reader);
  const states = readStates(reader, values);
  checkStates(reader, states);
  const hasEof = states.has('EOF');
  states.delete('End');
  return { file, values, states, hasEof };
}

function readValues(reader: TemplateSource): Value[] {
  const values: Value[] = [];
  for (let line = reader.read(); line !== undefined && line !== ''; line = reader.read()) {
    if (!line.startsWith('Value ')) {
      throw reader.error(
        values.length === 0
          ? 'expected a line such as: Value NAME (regex)'
          : 'expected a blank line after the last Value',
      );
    }
    const value = parseValue(line, reader);
    if (values.some((other) => other.name === value.name)) {
      throw reader.error(`the Value ${value.name} is declared twice`);
    }
    values.push(value);
  }
  return values;
}

function readStates(reader: TemplateSource, values: readonly Value[]): Map<string, State> {
  const states = new Map<string, State>();
  for (let name = nextName(reader); name !== undefined; name = nextName(reader)) {
    if (!isStateName(name)) throw reader.error(`expected a state name, not '${name}'`);
    if (states.has(name)) throw reader.error(`the state ${name} is written twice`);
    states.set(name, { name, rules: readRules(reader, values) });
  }
  return states;
}

function nextName(reader: TemplateSource): string | undefined {
  let line = reader.read();
  while (line === '') line = reader.read();
  return line;
}

function isStateName(name: string): boolean {
  const reserved: readonly string[] = [...LINE_OPS, ...RECORD_OPS];
  return /^[\p{L}\p{N}_]+$/u.test(name) && name.length <= MAX_NAME && !reserved.includes(name);
}

function readRules(reader: TemplateSource, values: readonly Value[]): Rule[] {
  const rules: Rule[] = [];
  for (let line = reader.read(); line !== undefined && line !== ''; line = reader.read()) {
    if (!/^(?: {1,2}|\t)\^/.test(line)) {
      throw reader.error("expected a rule: one or two spaces or a tab, then '^'");
    }
    rules.push(parseRule(line, values, reader));
  }
  return rules;
}

function checkStates(reader: TemplateSource, states: ReadonlyMap<string, State>): void {
  if (!states.has('Start')) throw reader.error('expected a state named Start');
  for (const name of ['End', 'EOF']) {
    const first = states.get(name)?.rules[0];
    if (first) throw reader.error(`the state ${name} must be empty`, first.line);
  }
  for (const { rules } of states.values()) {
    for (const { newState, line } of rules) {
      const isKnown = newState === undefined || newState === 'End' || newState === 'EOF';
      if (!isKnown && !states.has(newState)) {
        throw reader.error(`there is no state named ${newState}`, line);
      }
    }
  }
}
