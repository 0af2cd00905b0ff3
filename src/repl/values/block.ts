import { inspect } from 'node:util';
import type { Block as CoreBlock } from '../../core/block.ts';
import type { Table } from '../../core/table/table.ts';
import { pending } from './pending.ts';
import { tableText } from './table-text.ts';

/** What a block is made of; of a lost host it is next to nothing. */
export type BlockParts = Omit<CoreBlock, 'outcome'> & { readonly outcome: Block['outcome'] };

/** One command on one host, typed in its pane or sent by a cell. Its table is made when it is asked for. */
export class Block {
  readonly host: string;
  readonly platform: string;
  readonly command: string;
  readonly mode: string;
  readonly startedAtMs: number;
  readonly elapsedMs: number;
  readonly outcome: 'ok' | 'refused' | 'lost';
  readonly text: string;
  readonly #parse: (block: Block) => PromiseLike<unknown>;
  #result: unknown;

  constructor(from: BlockParts, parse: (block: Block) => PromiseLike<unknown>) {
    this.host = from.host;
    this.platform = from.platform;
    this.command = from.command;
    this.mode = from.mode;
    this.startedAtMs = from.startedAtMs;
    this.elapsedMs = from.elapsedMs;
    this.outcome = from.outcome;
    this.text = from.text;
    this.#parse = parse;
  }

  get ok(): boolean {
    return this.outcome === 'ok';
  }

  /** The result it would have been, with its table: to come. */
  get result(): unknown {
    this.#result ??= pending(Promise.resolve(this.#parse(this)), `${this.host}: ${this.command}`);
    return this.#result;
  }

  /** Its table, to come; undefined where no template knows the command. */
  get table(): unknown {
    return Reflect.get(Object(this.result), 'table');
  }

  get rows(): unknown {
    return Reflect.get(Object(this.result), 'rows');
  }

  toString(): string {
    return this.text;
  }

  [inspect.custom](): string {
    return `Block { ${this.host}: ${this.command}, ${this.outcome}, ${timeText(this.startedAtMs)} }`;
  }
}

/** The latest blocks of one host or several, the oldest first. */
export class Blocks extends Array<Block> {
  /** What `map` and `filter` give is an ordinary array. */
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  [inspect.custom](): string {
    return this.length === 0 ? 'no blocks yet' : tableText(tableOfBlocks(this));
  }
}

/** The blocks as a person reads them: all but what the devices said. */
export function tableOfBlocks(blocks: readonly Block[]): Table {
  return {
    columns: ['', 'host', 'started', 'mode', 'command', 'outcome', 'seconds', 'lines'],
    rows: blocks.map((block, place) => [
      ...[place, block.host, timeText(block.startedAtMs), block.mode, block.command],
      ...[block.outcome, (block.elapsedMs / 1_000).toFixed(1)],
      block.text === '' ? 0 : block.text.split('\n').length,
    ]),
    origin: undefined,
  };
}

function timeText(ms: number): string {
  return new Date(ms).toTimeString().slice(0, 8);
}
