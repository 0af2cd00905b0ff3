import { inspect } from 'node:util';
import type { HostData } from '../../core/host-data.ts';
import type { BackendHost } from '../link/backend.ts';
import { Told, type Wires } from './told.ts';

/** One host, as cells see it. */
export class Host extends Told {
  readonly name: string;
  readonly groups: readonly string[];
  readonly platform: string;
  readonly address: string;
  readonly transport: string;
  /** What the inventory says under `data:`. */
  readonly data: HostData;

  constructor(from: BackendHost, wires: Wires) {
    super(wires, { names: [from.name], label: from.name, isOne: true });
    this.name = from.name;
    this.groups = from.groups;
    this.platform = from.platform;
    this.address = from.address;
    this.transport = from.transport ?? 'ssh';
    this.data = from.data ?? {};
  }

  override toString(): string {
    return this.name;
  }

  [inspect.custom](): string {
    const groups = this.groups.length > 0 ? `, in ${this.groups.join(', ')}` : '';
    return `Host { ${this.name}, ${this.platform}, ${this.address}${groups} }`;
  }
}
