import type { Clock } from '../../core/clock.ts';
import { Emitter } from '../../core/emitter.ts';
import { changesBetween, wonChanges } from './changes.ts';
import type { DeviceConfig } from './config.ts';
import { type Designations, designate, roleOf } from './designated.ts';
import { type Chassis, Device } from './device.ts';
import { type Operation, operate } from './operation.ts';
import { chooseRouterId, type Pairing } from './ospf.ts';
import { RouteAges } from './route-ages.ts';
import type { Route } from './routing-table.ts';
import type { Segment } from './segment.ts';

/** How long two neighbours take from first hello to full. */
export const FORMING_MS = 3_000;
/** How long a device is gone when it reloads. */
export const RELOAD_MS = 5_000;

/**
 * The one network all devices of a lab share. Whatever changes (a configuration, a device going away) is followed at once by a
 * new computation of everything, and the difference is what the devices log. Nothing ticks: ages and dead timers are
 * computed when asked, and a timer runs only while neighbours form or a device boots.
 */
export class Network {
  readonly devices: readonly Device[];
  readonly onPower = new Emitter<Device>();
  readonly #segments: readonly Segment[];
  readonly #clock: Clock;
  readonly #ages = new RouteAges();
  readonly #timers = new Set<() => void>();
  #cancelForming: (() => void) | undefined;
  /** When each pair of neighbours first heard each other, monotonic ms. */
  #heardAtMs = new Map<string, number>();
  #designations: Designations = new Map();
  #operation: Operation;

  constructor(parts: {
    readonly chassis: readonly Chassis[];
    readonly segments: readonly Segment[];
    readonly clock: Clock;
  }) {
    this.#clock = parts.clock;
    this.#segments = parts.segments;
    const now = { nowMs: this.nowMs, wallMs: this.wallMs };
    this.devices = parts.chassis.map((one) => new Device(one, now));
    for (const device of this.devices) device.routerId = chooseRouterId(device.config);
    // The lab starts converged: every pair has known each other since the younger of the two booted.
    this.#operation = operate(this.#facts(), this.#segments, () => false);
    for (const { key, ends } of this.#operation.pairings) {
      const booted = ends.map((end) => this.device(end.device).bootedAtMs);
      this.#heardAtMs.set(key, Math.max(...booted));
    }
    this.#settle();
    for (const device of this.devices) device.log.clear();
    for (const device of this.devices) this.#logBoot(device);
    this.#logFirstNeighbours();
  }

  get nowMs(): number {
    return this.#clock.nowMs();
  }

  get wallMs(): number {
    return this.#clock.wallMs();
  }

  get clock(): Clock {
    return this.#clock;
  }

  get operation(): Operation {
    return this.#operation;
  }

  get designations(): Designations {
    return this.#designations;
  }

  device(name: string): Device {
    const found = this.devices.find((one) => one.name === name);
    if (!found) throw new Error(`no device ${name} in the lab`);
    return found;
  }

  /** How long a pair of neighbours has heard each other, in ms. */
  heardForMs(pairing: Pairing): number {
    return this.nowMs - (this.#heardAtMs.get(pairing.key) ?? this.nowMs);
  }

  /** Whether a pair has finished exchanging; two routers that are neither DR nor backup never do. */
  isFull(pairing: Pairing): boolean {
    return this.heardForMs(pairing) >= FORMING_MS && this.isAdjacent(pairing);
  }

  isAdjacent(pairing: Pairing): boolean {
    return pairing.ends.some((end) => roleOf(end, this.#designations) !== 'DROTHER');
  }

  /** How old a route is, in ms. */
  routeAgeMs(device: string, prefix: string): number {
    return this.nowMs - this.#ages.sinceMs(device, prefix, this.nowMs);
  }

  configure(device: Device, change: (config: DeviceConfig) => DeviceConfig): void {
    const before = device.config;
    device.config = change(before);
    if (device.config === before) return;
    device.lastConfigChangeWallMs = this.wallMs;
    if (!device.config.ospf) device.routerId = undefined;
    else device.routerId ??= chooseRouterId(device.config);
    this.#settle();
  }

  save(device: Device): void {
    device.startup = device.config;
  }

  /** Starts OSPF anew: neighbours are lost and found again, a changed router ID takes effect. */
  clearOspf(device: Device): void {
    for (const { key, ends } of this.#operation.pairings) {
      if (ends.some((end) => end.device === device.name)) this.#heardAtMs.delete(key);
    }
    device.routerId = chooseRouterId(device.config);
    this.#settle();
  }

  /** Switches a device off; it is back with its startup configuration after a while. */
  reload(device: Device): void {
    if (!device.isUp) return;
    device.isUp = false;
    this.#settle();
    this.onPower.emit(device);
    this.#after(RELOAD_MS, () => {
      device.isUp = true;
      device.config = device.startup;
      device.routerId = chooseRouterId(device.config);
      device.bootedAtMs = this.nowMs;
      device.bootedAtWallMs = this.wallMs;
      device.lastConfigChangeWallMs = undefined;
      device.log.clear();
      this.#logBoot(device);
      this.#settle();
      this.onPower.emit(device);
    });
  }

  /** Adds a message to a device's log. */
  log(device: Device, message: string): void {
    device.write({ wallMs: this.wallMs, message });
  }

  /** Stops all timers. Safe to call twice. */
  close(): void {
    this.#cancelForming?.();
    for (const cancel of this.#timers) cancel();
    this.#timers.clear();
    this.onPower.clear();
  }

  #settle(): void {
    const before = this.#operation;
    const compute = (): Operation =>
      operate(this.#facts(), this.#segments, (pairing) => this.isFull(pairing));
    // Twice: who is designated depends on who is there, and what is full depends on who is designated.
    const draft = compute();
    this.#designations = designate(this.#designations, draft.ospfInterfaces);
    this.#hear(draft.pairings);
    this.#operation = compute();
    const bornAtMs = (device: string, route: Route): number => this.#bornAtMs(device, route);
    this.#ages.update(this.#operation.tables, bornAtMs, this.nowMs);
    for (const { device, message } of changesBetween(before, this.#operation)) {
      const target = this.device(device);
      if (target.isUp) this.log(target, message);
    }
    this.#waitForForming();
  }

  /** A route that was there when the lab began is as old as the device, or the youngest neighbour it leads to. */
  #bornAtMs(device: string, route: Route): number {
    const exits = route.nextHops.map((hop) => hop.interface);
    const heard = this.#operation.pairings
      .filter(({ ends }) => ends.some((end) => end.device === device && exits.includes(end.name)))
      .map(({ key }) => this.#heardAtMs.get(key) ?? this.nowMs);
    const isLearnt = route.source === 'ospf' || route.source === 'ospf-inter';
    return Math.max(this.device(device).bootedAtMs, ...(isLearnt ? heard : []));
  }

  #hear(pairings: readonly Pairing[]): void {
    const known = this.#heardAtMs;
    this.#heardAtMs = new Map(pairings.map(({ key }) => [key, known.get(key) ?? this.nowMs]));
  }

  #waitForForming(): void {
    this.#cancelForming?.();
    this.#cancelForming = undefined;
    const left = this.#operation.pairings
      .map((pairing) => FORMING_MS - this.heardForMs(pairing))
      .filter((leftMs) => leftMs > 0);
    if (left.length === 0) return;
    this.#cancelForming = this.#clock.after(Math.min(...left), () => {
      this.#cancelForming = undefined;
      this.#settle();
    });
  }

  #after(delayMs: number, action: () => void): void {
    const cancel = this.#clock.after(delayMs, () => {
      this.#timers.delete(cancel);
      action();
    });
    this.#timers.add(cancel);
  }

  #logBoot(device: Device): void {
    device.write({ wallMs: device.bootedAtWallMs, message: '%SYS-5-RESTART: System restarted --' });
  }

  /** Tells of the neighbours found before the lab's own time began, when they were found. */
  #logFirstNeighbours(): void {
    const byAge = this.#operation.pairings
      .filter((pairing) => this.isFull(pairing))
      .sort((a, b) => this.heardForMs(b) - this.heardForMs(a));
    for (const pairing of byAge) {
      const wallMs = this.wallMs - this.heardForMs(pairing) + FORMING_MS;
      for (const { device, message } of wonChanges(pairing)) {
        this.device(device).write({ wallMs, message });
      }
    }
  }

  #facts() {
    return this.devices.map(({ name, config, isUp, routerId }) => ({
      name,
      config,
      isUp,
      routerId,
    }));
  }
}
