import type { Segment } from '../model/segment.ts';
import type { Faults } from '../server/faults.ts';

/** A lab as its file describes it, checked. */
export interface Topology {
  readonly name: string;
  /** Where it was read from, for messages. */
  readonly file: string;
  readonly title: string;
  /** A drawing in plain characters; '' for none. */
  readonly drawing: string;
  readonly devices: readonly TopologyDevice[];
  readonly segments: readonly Segment[];
}

export interface TopologyDevice {
  readonly name: string;
  readonly platform: string;
  readonly model: string;
  readonly version: string;
  readonly serial: string;
  readonly uptimeMs: number;
  readonly interfaces: readonly string[];
  /** The startup configuration as text, and the line of the file it starts on. */
  readonly config: string;
  readonly configLine: number;
  /** What it does wrong on purpose. */
  readonly faults: Faults;
}
