import { formatPrefix } from './ipv4.ts';
import type { Route } from './routing-table.ts';

/** Remembers since when each route of each device has looked as it does. */
export class RouteAges {
  #known = new Map<string, { readonly looks: string; readonly sinceMs: number }>();
  #isFirst = true;

  /** Compares with the last tables. On the first call `bornAtMs` tells how old each route is. */
  update(
    tables: ReadonlyMap<string, readonly Route[]>,
    bornAtMs: (device: string, route: Route) => number,
    nowMs: number,
  ): void {
    const next = new Map<string, { readonly looks: string; readonly sinceMs: number }>();
    const sinceMs = this.#isFirst ? bornAtMs : () => nowMs;
    for (const [device, table] of tables) {
      for (const route of table) {
        const key = `${device} ${formatPrefix(route.prefix)}`;
        const looks = JSON.stringify([route.source, route.metric, route.nextHops]);
        const known = this.#known.get(key);
        next.set(key, known?.looks === looks ? known : { looks, sinceMs: sinceMs(device, route) });
      }
    }
    this.#known = next;
    this.#isFirst = false;
  }

  sinceMs(device: string, prefix: string, fallbackMs: number): number {
    return this.#known.get(`${device} ${prefix}`)?.sinceMs ?? fallbackMs;
  }
}
