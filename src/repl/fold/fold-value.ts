import { inspect } from 'node:util';
import { hostRanges } from '../../core/host-ranges.ts';
import type { Table } from '../../core/table/table.ts';
import type { Answers } from '../diff/answers-of.ts';
import { changeCounts } from '../diff/change-text.ts';
import { type Row, rowsOf } from '../values/rows.ts';
import { TableValue } from '../values/table-value.ts';
import {
  type FoldedCommand,
  type FoldedGroup,
  type FoldOptions,
  foldAnswers,
} from './fold-answers.ts';
import { foldText } from './fold-text.ts';

/** Hosts that gave the same answer, as cells see them. */
export interface FoldGroup {
  readonly hosts: readonly string[];
  /** `r[1-4],core-2`. */
  readonly who: string;
  readonly count: number;
  readonly command: string;
  /** Whether it is the commonest answer. */
  readonly isCommon: boolean;
  /** False where these hosts refused the command. */
  readonly ok: boolean;
  /** The first host's answer. */
  readonly text: string;
  readonly rows: readonly Row[];
  /** What it has differently from the commonest, in a few words; empty for that one itself. */
  readonly difference: string;
}

/** Several hosts' answers, the same ones as one. */
export class Fold {
  readonly groups: readonly FoldGroup[];
  /** Hosts that gave no answer, a line each. */
  readonly failed: Answers['failures'];
  readonly #commands: readonly FoldedCommand[];

  constructor({ answers, failures }: Answers, options: FoldOptions) {
    this.#commands = foldAnswers(answers, options);
    this.groups = this.#commands.flatMap((folded) =>
      folded.groups.map((group) => groupOf(folded, group)),
    );
    this.failed = failures;
    Object.freeze(this);
  }

  /** Whether all hosts answered, and each command's answers are all the same. */
  get same(): boolean {
    return this.failed.length === 0 && this.#commands.every(({ groups }) => groups.length <= 1);
  }

  /** Hosts whose answer is another than the commonest. */
  get others(): readonly string[] {
    return [
      ...new Set(this.groups.filter(({ isCommon }) => !isCommon).flatMap(({ hosts }) => hosts)),
    ];
  }

  get length(): number {
    return this.groups.length;
  }

  /** One row a group. */
  get table(): TableValue {
    return new TableValue(tableOfGroups(this.groups));
  }

  get rows(): readonly Row[] {
    return this.table.rows;
  }

  get text(): string {
    return foldText(
      this.#commands,
      this.failed.map(({ line }) => line),
    );
  }

  [Symbol.iterator](): Iterator<FoldGroup> {
    return this.groups[Symbol.iterator]();
  }

  toString(): string {
    return this.text;
  }

  [inspect.custom](): string {
    return this.text;
  }
}

function groupOf({ command, groups }: FoldedCommand, group: FoldedGroup): FoldGroup {
  const { hosts, answer, difference } = group;
  return {
    hosts,
    who: hostRanges(hosts),
    count: hosts.length,
    command,
    isCommon: group === groups[0],
    ok: answer.outcome === 'ok',
    text: answer.text,
    rows: rowsOf(answer.table),
    difference: difference === undefined ? '' : changeCounts(difference),
  };
}

function tableOfGroups(groups: readonly FoldGroup[]): Table {
  return {
    columns: ['command', 'hosts', 'count', 'difference'],
    rows: groups.map(({ command, who, count, difference }) => [command, who, count, difference]),
    origin: undefined,
  };
}
