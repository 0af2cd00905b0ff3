import type { Condition } from '../../core/table/condition/condition.ts';
import { rowsWhere } from '../../core/table/condition/condition-test.ts';
import { parseCondition } from '../../core/table/condition/parse-condition.ts';
import type { Table } from '../../core/table/table.ts';

/** A condition that ends a watch. */
export interface Until {
  readonly text: string;
  /** Throws QueryError where the table has no such column. */
  holds(table: Table): boolean;
}

/**
 * Reads a condition over the rows and `count`, how many there are. It holds once it does for every row, and there is one; `any` in front
 * asks for one row only, and so do the lines of a text. Throws QueryError for what cannot be read.
 */
export function untilOf(text: string): Until {
  const [, scope, rest = text] =
    /^(any|all|every)\s+(?![=!<>~]|is\b|in\b|not\b|contains\b)(.*)$/is.exec(text) ?? [];
  const condition = parseCondition(rest);
  const isOfCount = columnsOf(condition).every((column) => column.toLowerCase() === COUNT);
  return {
    text,
    holds: (table) => {
      if (isOfCount) return rowsWhere(countTable(table), condition).length > 0;
      if (table.rows.length === 0) return false;
      const kept = rowsWhere(withCount(table), condition).length;
      const isAnyEnough = scope === undefined ? isText(table) : /^any$/i.test(scope);
      return isAnyEnough ? kept > 0 : kept === table.rows.length;
    },
  };
}

const COUNT = 'count';

function isText({ columns }: Table): boolean {
  return columns.length === 1 && columns[0] === 'line';
}

/** How many rows there are, unless that is a column of the only row: what `count` as a stage gives. */
function countTable(table: Table): Table {
  const place = table.columns.indexOf(COUNT);
  if (place >= 0 && table.rows.length > 0) return table;
  return { columns: [COUNT], rows: [[String(table.rows.length)]], origin: undefined };
}

function withCount(table: Table): Table {
  if (table.columns.includes(COUNT)) return table;
  const count = String(table.rows.length);
  return {
    columns: [...table.columns, COUNT],
    rows: table.rows.map((row) => [...row, count]),
    origin: undefined,
  };
}

function columnsOf(condition: Condition): string[] {
  switch (condition.kind) {
    case 'any':
    case 'all':
      return condition.parts.flatMap(columnsOf);
    case 'not':
      return columnsOf(condition.part);
    default:
      return [condition.column.text];
  }
}
