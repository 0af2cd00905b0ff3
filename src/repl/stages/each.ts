import { type Stage, StageError } from '../kernel/stage.ts';
import { tableValueOf } from '../values/table-of.ts';

const each: Stage = {
  usage: 'each row => …',
  summary: 'does something with each row in turn; gives the list of what came of it',
  examples: [
    '@all show ip interface brief |> each row => `${row.host} ${row.interface}`',
    "@all show ip interface brief |> where status == up |> each async row => (await run(row.host, 'show clock')).text",
  ],
  run(input, [task]) {
    if (!isTask(task)) {
      throw new StageError('each needs a function: each row => row.interface');
    }
    const { rows } = tableValueOf(input);
    const given: unknown[] = [];
    for (const [place, row] of rows.entries()) {
      const one: unknown = task(row, place);
      if (isThenable(one)) return inOrder({ rows, given, first: one, task });
      given.push(one);
    }
    return given;
  },
};

export default each;

/** A value to come is one of our proxies, which is a function, or a promise. */
function isThenable(value: unknown): value is PromiseLike<unknown> {
  const canHave = (typeof value === 'object' && value !== null) || typeof value === 'function';
  return canHave && typeof Reflect.get(value, 'then') === 'function';
}

async function inOrder({
  rows,
  given,
  first,
  task,
}: {
  readonly rows: readonly unknown[];
  readonly given: unknown[];
  readonly first: PromiseLike<unknown>;
  readonly task: (row: unknown, place: number) => unknown;
}): Promise<unknown[]> {
  given.push(await first);
  for (let place = given.length; place < rows.length; place++) {
    given.push(await task(rows[place], place));
  }
  return given;
}

type Task = (row: unknown, place: number) => unknown;

function isTask(value: unknown): value is Task {
  return typeof value === 'function';
}
