import type { Condition, Pattern, Word } from './condition.ts';

/** A condition as it could be written; read again it is the same. */
export function conditionText(condition: Condition): string {
  switch (condition.kind) {
    case 'any':
      return condition.parts.map(grouped).join(' or ');
    case 'all':
      return condition.parts.map(grouped).join(' and ');
    case 'not':
      return `not ${grouped(condition.part)}`;
    case 'equal':
      return `${quoted(condition.column)} == ${quoted(condition.value)}`;
    case 'order':
      return `${quoted(condition.column)} ${condition.order} ${quoted(condition.value)}`;
    case 'contains':
      return `${quoted(condition.column)} contains ${quoted(condition.value)}`;
    case 'empty':
      return `${quoted(condition.column)} is empty`;
    case 'in':
      return `${quoted(condition.column)} in (${condition.values.map(quoted).join(', ')})`;
    case 'pattern':
      return `${quoted(condition.column)} ~ ${patternText(condition.pattern)}`;
  }
}

function grouped(part: Condition): string {
  const text = conditionText(part);
  return part.kind === 'any' || part.kind === 'all' ? `(${text})` : text;
}

function patternText(pattern: Pattern): string {
  return pattern.flags === undefined ? quoted(pattern) : `/${pattern.text}/${pattern.flags}`;
}

const PLAIN = /^[\w./:-]+$/;
const KEYWORD = /^(?:and|or|not|in|is|contains|matches|empty)$/i;

function quoted({ text }: Word): string {
  if (PLAIN.test(text) && !KEYWORD.test(text)) return text;
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
