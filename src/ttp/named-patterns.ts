/** The patterns a template names instead of writing an expression, in Python's syntax; none of them backtracks without end. */
export const NAMED_PATTERNS: ReadonlyMap<string, string> = new Map([
  ['WORD', '\\S+'],
  ['PHRASE', '\\S+(?: \\S+)+'],
  ['ORPHRASE', '\\S+(?: \\S+)*'],
  ['ROW', '\\S+(?: +\\S+)+'],
  ['DIGIT', '\\d+'],
  ['IP', '\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}'],
  ['PREFIX', '\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}/\\d{1,2}'],
  ['IPV6', '[0-9a-fA-F]{0,4}:[0-9a-fA-F:]*(?:\\d{1,3}(?:\\.\\d{1,3}){3})?'],
  ['PREFIXV6', '[0-9a-fA-F]{0,4}:[0-9a-fA-F:]*(?:\\d{1,3}(?:\\.\\d{1,3}){3})?/\\d{1,3}'],
  ['MAC', '[0-9a-fA-F]{2}(?:[:.-][0-9a-fA-F]{2}){5}|[0-9a-fA-F]{4}(?:[:.-][0-9a-fA-F]{4}){2}'],
  ['_line_', '.+'],
]);

/** What `WORD`, which every variable is without a pattern, matches. */
export const WORD = '\\S+';

/** Text of a template as an expression: spaces stretch, digits stand for any digits, unless the line says otherwise. */
export function literalPattern(
  text: string,
  options: { readonly exactDigits: boolean; readonly exactSpace: boolean },
): string {
  return text.replace(/[ \t]+|\d+|[^ \t\d]+/g, (part) => {
    if (/^[ \t]/.test(part)) return options.exactSpace ? part : '[ \\t]+';
    if (/^\d/.test(part)) return options.exactDigits ? part : '\\d+';
    return part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  });
}
