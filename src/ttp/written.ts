import { stringify } from 'yaml';
import { tableCsv } from '../core/table/forms/table-csv.ts';
import type { Call } from './literal-reader.ts';
import {
  atPath,
  isList,
  isObject,
  newObject,
  plain,
  type TtpObject,
  type TtpValue,
  textOf,
} from './value.ts';

/** Results in the form an `<output format="…">` asks for; undefined for `raw`. */
export function written(data: readonly TtpValue[], format: Call): TtpValue | undefined {
  switch (format.name) {
    case 'json':
    case 'pprint':
      return JSON.stringify(plain(data), null, 4);
    case 'yaml':
      return stringify(plain(data));
    case 'csv':
      return csvOf(rowsOf(data, format));
    case 'table':
      return rowsOf(data, format);
    default:
      return undefined;
  }
}

/** Results as rows, the heading first: `path` to the items, `headers`, `missing` for what is not there, `key` for the names of a dictionary. */
function rowsOf(data: readonly TtpValue[], format: Call): TtpValue[][] {
  const { path, headers, missing, key } = format.named;
  const items = data.flatMap((one) => itemsAt(one, textOf(path ?? ''), textOf(key ?? '')));
  const wanted = textOf(headers ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const names =
    wanted.length > 0 ? wanted : [...new Set(items.flatMap((one) => Object.keys(one)))].sort();
  return [names, ...items.map((one) => names.map((name) => one[name] ?? textOf(missing ?? '')))];
}

function itemsAt(value: TtpValue, path: string, key: string): TtpObject[] {
  if (isList(value)) return value.flatMap((one) => itemsAt(one, path, key));
  const names = path.split('.').filter((name) => name !== '');
  const found = names.length === 0 ? value : atPath(value, names);
  if (isList(found)) return found.filter(isObject);
  if (!isObject(found)) return [];
  if (key === '') return [found];
  return Object.entries(found).map(([name, one]) =>
    newObject([...Object.entries(isObject(one) ? one : {}), [key, name]]),
  );
}

function csvOf([names = [], ...rows]: readonly (readonly TtpValue[])[]): string {
  const columns = names.map(textOf);
  return tableCsv({ columns, rows: rows.map((row) => row.map(textOf)), origin: undefined });
}
