/** What a person has said of columns of one command on one platform, by `x` in a table. */
export interface ColumnRule {
  /** Ignored, though they would be compared. */
  readonly ignored: readonly string[];
  /** Compared, though they pass by themselves. */
  readonly compared: readonly string[];
}

/** By what `sourceOf` gives. */
export type ColumnRules = Readonly<Record<string, ColumnRule>>;

/** Which columns a comparison leaves out. */
export interface Ignoring {
  readonly rules: ColumnRules;
  /** Columns left out this once. */
  readonly also: readonly string[];
  /** `none` compares everything. */
  readonly passing: 'ignored' | 'none';
}

export const IGNORE_PASSING: Ignoring = { rules: {}, also: [], passing: 'ignored' };

/** What the columns of an answer are known by: its template, `cisco_ios/show_ip_route`, else its platform and command. */
export function sourceOf(answer: {
  readonly platform: string;
  readonly command: string;
  readonly table?: { readonly origin: { readonly template: string } | undefined } | undefined;
}): string {
  const template = answer.table?.origin?.template;
  return template ?? `${answer.platform} ${answer.command.trim().replace(/\s+/g, ' ')}`.trim();
}

/** The columns to leave out of the comparison of two answers, of those that pass by themselves and those a person has named. */
export function ignoredColumns(
  { rules, also, passing }: Ignoring,
  source: string,
  passingColumns: readonly string[],
): ReadonlySet<string> {
  if (passing === 'none') return new Set(also);
  const rule = Object.hasOwn(rules, source) ? rules[source] : undefined;
  const ignored = new Set([...passingColumns, ...(rule?.ignored ?? [])]);
  for (const column of rule?.compared ?? []) ignored.delete(column);
  for (const column of also) ignored.add(column);
  return ignored;
}

/** The rules with a column ignored, or compared again. Nothing is kept that would be so anyway. */
export function withColumn(
  rules: ColumnRules,
  change: {
    readonly source: string;
    readonly column: string;
    readonly becomes: 'ignored' | 'compared';
  },
): ColumnRules {
  const { source, column, becomes } = change;
  const was = Object.hasOwn(rules, source) ? rules[source] : undefined;
  const without = (columns: readonly string[] = []): string[] =>
    columns.filter((one) => one !== column);
  const ignored = without(was?.ignored);
  const compared = without(was?.compared);
  (becomes === 'ignored' ? ignored : compared).push(column);
  return { ...rules, [source]: { ignored, compared } };
}
