import type { Table } from '../../core/table/table.ts';
import { cellString } from '../../core/table/table-cell.ts';
import type { AskedHost } from './latest-answers.ts';
import type { SeenRow } from './sighting.ts';
import type { TimeOfRow } from './tracks.ts';

/** When each row of a table was answered, and whether that is news. */
export interface TimedRows {
  readonly timeOf: TimeOfRow;
  readonly isNew: (row: SeenRow) => boolean;
}

/** The times of rows that name their host in the first column are their hosts' answers'; of others the last answer's. */
export class RowTimes {
  readonly #taken = new Map<string, number>();

  of(
    table: Table,
    { hosts, nowMs }: { readonly hosts: readonly AskedHost[]; readonly nowMs: number },
  ): TimedRows {
    const answered = new Map(hosts.map(({ host, answeredAtMs }) => [host, answeredAtMs]));
    const place = table.columns.indexOf('host');
    const times = hosts.flatMap(({ answeredAtMs }) => answeredAtMs ?? []);
    const whole = times.length === 0 ? nowMs : Math.max(...times);
    const taken = new Map(this.#taken);
    const hostOf = (cell: Table['rows'][number][number] | undefined) =>
      place < 0 ? '' : cellString(cell);
    const timeOfHost = (host: string) => answered.get(host) ?? whole;
    for (const row of table.rows) {
      const host = hostOf(row[place]);
      this.#taken.set(host, timeOfHost(host));
    }
    return {
      timeOf: (row) => timeOfHost(hostOf(row[place])),
      isNew: ({ cells }) => {
        const host = hostOf(cells[place]?.cell);
        return taken.get(host) !== timeOfHost(host);
      },
    };
  }
}
