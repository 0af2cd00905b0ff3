import { echoBench } from './echo.ts';
import type { Bench } from './row.ts';

/** Every benchmark, in the order of the table. */
export const benches: readonly { readonly name: string; readonly bench: Bench }[] = [
  { name: 'echo', bench: echoBench },
];
