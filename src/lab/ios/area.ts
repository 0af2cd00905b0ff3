import { parseIpv4 } from '../model/ipv4.ts';

/** An area number; areas may also be written as addresses. */
export function readArea(text: string): number {
  return parseIpv4(text) ?? Number(text);
}
