/** What a person says of a host for their own use, in the inventory: `site: lab`. showrun keeps it and looks for nothing in it. */
export type HostData = Readonly<Record<string, HostDatum>>;

export type HostDatum =
  | string
  | number
  | boolean
  | null
  | readonly HostDatum[]
  | { readonly [key: string]: HostDatum };

/** The words a datum is, for comparing with what a person types: those of a list are several, what is empty is none. */
export function datumWords(datum: HostDatum | undefined): string[] {
  if (datum === undefined || datum === null || datum === '') return [];
  if (Array.isArray(datum)) return datum.flatMap(datumWords);
  return typeof datum === 'object' ? [] : [String(datum)];
}

/** What lies at `a.b` in data. */
export function datumAt(data: HostData | undefined, key: string): HostDatum | undefined {
  if (data === undefined) return undefined;
  if (Object.hasOwn(data, key)) return data[key];
  let datum: HostDatum | undefined = data;
  for (const part of key.split('.')) {
    if (typeof datum !== 'object' || datum === null || !Object.hasOwn(datum, part))
      return undefined;
    datum = (datum as HostData)[part];
  }
  return datum;
}
