import { readFile } from 'node:fs/promises';
import type { Clock } from '../../core/clock.ts';
import { ShowrunError } from '../../core/errors.ts';
import { safe } from '../../core/safe.ts';
import { codeOf, replaceFile, whileLocked } from '../../core/shared-file.ts';
import { type ColumnRules, withColumn } from './ignored-columns.ts';

const FORMAT = 1;

export interface ColumnRulesFileOptions {
  readonly path: string;
  readonly clock: Clock;
}

/** What a person has said of columns, in one file that several runs write. */
export class ColumnRulesFile {
  readonly #options: ColumnRulesFileOptions;

  constructor(options: ColumnRulesFileOptions) {
    this.#options = options;
  }

  /** Rejects with `bad-file` for a file that is damaged; a missing one says nothing. */
  async read(): Promise<ColumnRules> {
    const { path } = this.#options;
    try {
      return rulesIn(await readFile(path, 'utf8'));
    } catch (thrown) {
      if (codeOf(thrown) === 'ENOENT') return {};
      const what =
        thrown instanceof SyntaxError ? 'is damaged' : `cannot be read: ${codeOf(thrown)}`;
      throw new ShowrunError('bad-file', `${safe(path, 300)} ${what}`, {
        advice: 'correct it or delete it',
        cause: thrown,
      });
    }
  }

  /** Has a column ignored, or compared again. */
  async set(change: Parameters<typeof withColumn>[1]): Promise<ColumnRules> {
    const { path, clock } = this.#options;
    return await whileLocked(path, clock, async () => {
      const columns = withColumn(await this.read(), change);
      await replaceFile(path, `${JSON.stringify({ format: FORMAT, columns }, null, 2)}\n`).catch(
        (thrown: unknown) => {
          throw unwritten(path, thrown);
        },
      );
      return columns;
    });
  }
}

function unwritten(path: string, cause: unknown): ShowrunError {
  const message = `${safe(path, 300)} cannot be written: ${codeOf(cause)}`;
  return new ShowrunError('bad-file', message, { advice: 'it is not remembered', cause });
}

/** Throws a SyntaxError for what says no rules. */
function rulesIn(text: string): ColumnRules {
  const { columns } = Object(JSON.parse(text));
  if (typeof columns !== 'object' || columns === null) throw new SyntaxError('no columns');
  const rules = Object.entries(columns).map(([source, rule]) => {
    const { ignored = [], compared = [] } = Object(rule);
    if (!isTexts(ignored) || !isTexts(compared)) throw new SyntaxError('no list of columns');
    return [source, { ignored, compared }] as const;
  });
  return Object.fromEntries(rules);
}

function isTexts(given: unknown): given is readonly string[] {
  return Array.isArray(given) && given.every((one) => typeof one === 'string');
}
