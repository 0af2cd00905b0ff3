import { inspect, stripVTControlCharacters } from 'node:util';
import { hostRanges } from '../../core/selector/host-ranges.ts';
import type { Table } from '../../core/table/table.ts';
import { type Answers, answersOf } from '../diff/answers-of.ts';
import { changeCounts } from '../diff/change-text.ts';
import { NOTHING_BESIDE } from '../values/beside.ts';
import { type DisplayOptions, displayOptions } from '../values/display-table.ts';
import type { Failure } from '../values/host-error.ts';
import { Results } from '../values/results.ts';
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

/** Several hosts' answers, the same ones as one: a table with a row for each different answer, which reads as these answers. */
export class Fold extends TableValue {
  readonly #commands: readonly FoldedCommand[];
  readonly #groups: readonly FoldGroup[];
  readonly #failures: Answers['failures'];

  /** `failed` are the hosts that gave none, as results have them. */
  constructor(
    { answers, failures }: Answers,
    options: FoldOptions,
    failed: readonly Failure[] = [],
  ) {
    const commands = foldAnswers(answers, options);
    const groups = commands.flatMap((folded) =>
      folded.groups.map((group) => groupOf(folded, group)),
    );
    super(tableOfGroups(groups), { ...NOTHING_BESIDE, failed });
    this.#commands = commands;
    this.#groups = groups;
    this.#failures = failures;
  }

  /** Of a value: the answers of hosts in it. Throws a StageError where there are none. */
  static of(value: unknown, options: FoldOptions): Fold {
    const failed = value instanceof Results ? value.failed : [];
    return new Fold(answersOf(value), options, failed);
  }

  /** As it is shown, with colours. */
  static displayOf(fold: Fold, options: DisplayOptions = displayOptions): string {
    const failures = fold.#failures.map(({ line }) => line);
    return foldText(fold.#commands, failures, options);
  }

  /** Who gave which answer, of each command the commonest first. */
  get groups(): readonly FoldGroup[] {
    return this.#groups;
  }

  /** Whether all hosts answered, and each command's answers are all the same. */
  get same(): boolean {
    return this.#failures.length === 0 && this.#commands.every(({ groups }) => groups.length <= 1);
  }

  /** Hosts whose answer is another than the commonest. */
  get others(): readonly string[] {
    const others = this.#groups.filter(({ isCommon }) => !isCommon);
    return [...new Set(others.flatMap(({ hosts }) => hosts))];
  }

  override get text(): string {
    const most = Number.POSITIVE_INFINITY;
    const whole = { ...displayOptions, widthCols: most, maxRows: most, maxChars: most };
    return stripVTControlCharacters(Fold.displayOf(this, whole));
  }

  override [inspect.custom](): string {
    return Fold.displayOf(this);
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
    get rows() {
      return rowsOf(answer.table);
    },
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
