import { Diff } from '../diff/diff-value.ts';
import { Fold } from '../fold/fold-value.ts';
import { ConfigResult, LostResult, Result } from './result.ts';
import { Results } from './results.ts';
import { TableValue } from './table-value.ts';

/** Getters that run none of a person's code, so that completion may look through them. */
export const trustedGetters: ReadonlySet<unknown> = new Set(
  [Result, ConfigResult, LostResult, Results, TableValue, Diff, Fold].flatMap(({ prototype }) =>
    Object.values(Object.getOwnPropertyDescriptors(prototype)).flatMap(({ get }) =>
      get ? [get] : [],
    ),
  ),
);
