import { Emitter } from '../../core/emitter.ts';
import type { DeviceConfig } from './config.ts';
import type { Ipv4 } from './ipv4.ts';
import { LogBuffer, type LogEntry } from './log.ts';

/** What a device is, fixed for the run. */
export interface Chassis {
  readonly name: string;
  /** Its place in the topology, from 0: MAC addresses follow from it. */
  readonly index: number;
  readonly platform: string;
  readonly model: string;
  readonly version: string;
  readonly serial: string;
  /** What it runs after a reload, until someone saves. */
  readonly startup: DeviceConfig;
  /** How long it has been up when the lab starts. */
  readonly uptimeMs: number;
}

/** Someone logged in to a device. */
export interface Line {
  /** 0 to 15, the number of the vty. */
  readonly number: number;
  readonly user: string;
  readonly location: string;
  /** Monotonic, in ms: when it last pressed a key. */
  lastInputMs: number;
}

/** The live state of one simulated device. Only the network changes it; commands read it. */
export class Device {
  readonly chassis: Chassis;
  readonly log = new LogBuffer();
  readonly onLog = new Emitter<LogEntry>();
  readonly lines: Line[] = [];
  config: DeviceConfig;
  startup: DeviceConfig;
  isUp = true;
  bootedAtMs: number;
  bootedAtWallMs: number;
  lastConfigChangeWallMs: number | undefined;
  routerId: Ipv4 | undefined;

  constructor(chassis: Chassis, now: { readonly nowMs: number; readonly wallMs: number }) {
    this.chassis = chassis;
    this.config = chassis.startup;
    this.startup = chassis.startup;
    this.bootedAtMs = now.nowMs - chassis.uptimeMs;
    this.bootedAtWallMs = now.wallMs - chassis.uptimeMs;
  }

  get name(): string {
    return this.chassis.name;
  }

  get isModified(): boolean {
    return this.config !== this.startup;
  }

  write(entry: LogEntry): void {
    this.log.add(entry);
    this.onLog.emit(entry);
  }
}
