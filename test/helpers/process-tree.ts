import { readdirSync, readFileSync } from 'node:fs';

export interface ProcessUse {
  /** Processor time used so far, user and system, in milliseconds (in steps of 10). */
  readonly cpuMs: number;
  /** Memory in use: proportional, so that pages shared between processes count once. In megabytes. */
  readonly memoryMb: number;
  readonly processes: number;
}

/** What a process and all its descendants use, from /proc. */
export function treeUse(root: number): ProcessUse {
  const pids = treeOf(root);
  return {
    cpuMs: sum(pids.map(cpuMsOf)),
    memoryMb: sum(pids.map(memoryMbOf)),
    processes: pids.length,
  };
}

/** A process and all its descendants that live now. */
export function treeOf(root: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    const parent = /^\d+$/.test(name) ? Number(statOf(Number(name))[1]) : Number.NaN;
    if (Number.isNaN(parent)) continue;
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const below = (pid: number): number[] => [pid, ...(children.get(pid) ?? []).flatMap(below)];
  return below(root);
}

// proc(5): `pid (command) state ppid … utime stime`; the command may hold blanks and brackets. Starts at `state`.
function statOf(pid: number): string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}

// Fields 14 and 15 of proc(5), in clock ticks of 10 ms.
function cpuMsOf(pid: number): number {
  const stat = statOf(pid);
  return (Number(stat[11] ?? 0) + Number(stat[12] ?? 0)) * 10;
}

function memoryMbOf(pid: number): number {
  try {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0) / 1_024;
  } catch {
    return 0;
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
