import { electDesignated, type OspfInterface } from './ospf.ts';

/** Who leads a segment, by device name. */
export interface Designation {
  readonly designated: string | undefined;
  readonly backup: string | undefined;
}

export type Designations = ReadonlyMap<string, Designation>;

/**
 * Elects on every broadcast segment, keeping those already in office: OSPF does not preempt, a backup moves up
 * when the designated router goes (RFC 2328, section 9.4).
 */
export function designate(
  previous: Designations,
  interfaces: readonly OspfInterface[],
): Designations {
  const talking = interfaces.filter((one) => one.kind === 'broadcast' && !one.isPassive);
  const bySegment = new Map<string, OspfInterface[]>();
  for (const one of talking) {
    const key = designationKey(one);
    bySegment.set(key, [...(bySegment.get(key) ?? []), one]);
  }
  return new Map(
    [...bySegment].map(([key, members]) => [key, renew(previous.get(key), members)] as const),
  );
}

/** Segment and area: neighbours in different areas elect apart. */
export function designationKey(one: OspfInterface): string {
  return `${one.segment ?? `${one.device} ${one.name}`} area ${one.area}`;
}

export type Role = 'DR' | 'BDR' | 'DROTHER' | '  -';

/** A router's part on its segment as IOS prints it; a line instead of it where there is no election. */
export function roleOf(one: OspfInterface, designations: Designations): Role {
  if (one.kind !== 'broadcast') return '  -';
  const { designated, backup } = designations.get(designationKey(one)) ?? {};
  if (one.device === designated) return 'DR';
  return one.device === backup ? 'BDR' : 'DROTHER';
}

function renew(previous: Designation | undefined, members: readonly OspfInterface[]): Designation {
  const isEligible = (device: string | undefined): device is string =>
    device !== undefined && members.some((one) => one.device === device && one.priority > 0);
  const inOffice = [previous?.designated, previous?.backup].filter(isEligible);
  const rest = members.filter((one) => !inOffice.includes(one.device));
  const next = electDesignated(rest);
  const [designated, backup] = [...inOffice, next.designated?.device, next.backup?.device].filter(
    isEligible,
  );
  return { designated, backup };
}
