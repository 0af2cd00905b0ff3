import { existsSync } from 'node:fs';
import { secretsOnArrival } from '../core/arrival.ts';
import { closest } from '../core/closest.ts';
import { ShowrunError } from '../core/errors.ts';
import type { Host } from '../core/host.ts';
import { safe } from '../core/safe.ts';
import { PASSPHRASE_VARIABLE } from '../core/secret-vault.ts';
import { hostOf } from './host-of.ts';
import type { InventoryEntry } from './inventory-entry.ts';
import { type InventoryFile, readInventoryFile } from './inventory-file.ts';
import { localTarget } from './local-target.ts';
import { loadSshConfig, type SshConfig } from './ssh-config.ts';
import type { Person, SshSettings } from './ssh-config-settings.ts';
import { parseTarget, type TargetText } from './target-text.ts';
import { circle, noJumpHost } from './way-errors.ts';

/** Where hosts come from. */
export interface InventorySources {
  readonly person: Person;
  readonly sshConfig: SshConfig;
  readonly file: InventoryFile | undefined;
  /** Hosts made elsewhere, such as the lab's; they win over all others. */
  readonly more: readonly Host[];
}

/** Everything that can be opened by name, from all sources. */
export class Inventory {
  readonly #sources: InventorySources;
  readonly #resolved = new Map<string, Host>();

  constructor(sources: InventorySources) {
    this.#sources = sources;
  }

  /** The hosts that selectors choose from: those made elsewhere and the inventory file's, in order. */
  get hosts(): readonly Host[] {
    const { more, file } = this.#sources;
    const names = new Set([...more.map(({ name }) => name), ...(file?.hosts.keys() ?? [])]);
    return [...names].flatMap((name) => this.find(name) ?? []);
  }

  get groups(): readonly string[] {
    const { more, file } = this.#sources;
    return [...new Set([...more.flatMap(({ groups }) => groups), ...(file?.groups ?? [])])];
  }

  /** Names for a picker: the hosts, then the concrete names of ssh_config. */
  get names(): readonly string[] {
    const { more, file, sshConfig } = this.#sources;
    return [
      ...new Set([
        ...more.map(({ name }) => name),
        ...(file?.hosts.keys() ?? []),
        ...sshConfig.names,
      ]),
    ];
  }

  /** Environment variables that hold passwords, and the vault's, so that they are not handed on. */
  get secretVariables(): readonly string[] {
    const { more, file } = this.#sources;
    const entries = [...more, ...(file?.hosts.values() ?? [])];
    const named = entries
      .flatMap(({ password, secret, arrival }) => [
        password,
        secret,
        ...(arrival ? secretsOnArrival(arrival) : []),
      ])
      .flatMap((source) => (source?.from === 'env' ? [source.name] : []));
    return [...new Set([PASSPHRASE_VARIABLE, ...named])];
  }

  /** A host of `hosts` by its name. Throws `bad-file` when its `via` leads nowhere or in a circle. */
  find(name: string): Host | undefined {
    const { more, file } = this.#sources;
    const known = more.find((host) => host.name === name) ?? this.#resolved.get(name);
    if (known) return known;
    const entry = file?.hosts.get(name);
    return entry && this.#fromEntry(name, entry, []);
  }

  /**
   * A host as a person types it: a known name, `local:command`, a name of ssh_config, or `[user@]host[:port]`; what is typed wins over what
   * is known. Throws `bad-usage` for what cannot be a host.
   */
  resolve(text: string): Host {
    const known = this.find(text) ?? localTarget(text);
    return known ?? this.#fromTarget(parseTarget(text), 'command line', []);
  }

  #fromTarget(target: TargetText, source: string, trail: readonly string[]): Host {
    const { user, host: name, port } = target;
    const known = this.#findOnTrail(name, trail);
    if (known) {
      if (user === undefined && port === undefined) return known;
      return { ...known, username: user ?? known.username, port: port ?? known.port };
    }
    const settings = this.#sources.sshConfig.settingsFor(name, user);
    const shown = port === undefined || port === 22 ? name : `${name}:${port}`;
    const entry: InventoryEntry = { port, username: user };
    return hostOf({
      name: shown,
      entry,
      settings,
      source,
      originalName: name,
      via: this.#jumps(name, settings, trail),
      person: this.#sources.person,
    });
  }

  #findOnTrail(name: string, trail: readonly string[]): Host | undefined {
    const { more, file } = this.#sources;
    const made = more.find((host) => host.name === name);
    const entry = file?.hosts.get(name);
    return made ?? (entry && this.#fromEntry(name, entry, trail));
  }

  #fromEntry(name: string, entry: InventoryEntry, trail: readonly string[]): Host {
    const known = this.#resolved.get(name);
    if (known) return known;
    const source = this.#sources.file?.source ?? 'inventory';
    const path = [...trail, name];
    const place = entry.viaLine === undefined ? source : `${source}:${entry.viaLine}`;
    if (trail.includes(name)) throw circle(place, path);
    const settings = this.#sources.sshConfig.settingsFor(entry.address ?? name, entry.username);
    const via =
      entry.via === undefined
        ? this.#ownWay(entry.address ?? name, { entry, settings, path })
        : this.#through(entry.via, { source, place, name, path });
    const originalName = entry.address ?? name;
    const { person } = this.#sources;
    const host = hostOf({ name, entry, settings, source, originalName, via, person });
    this.#resolved.set(name, host);
    return host;
  }

  /** What ssh_config says of the way there is about SSH. */
  #ownWay(
    name: string,
    { entry, settings, path }: { entry: InventoryEntry; settings: SshSettings; path: string[] },
  ): Host[] {
    return (entry.transport ?? 'ssh') !== 'ssh' ? [] : this.#jumps(name, settings, path);
  }

  /** The chain up to and with the host named by `via:`. */
  #through(via: string, from: WayFrom): Host[] {
    const { file, sshConfig } = this.#sources;
    const target = parseTarget(via);
    const isKnown = this.#isName(target.host) || /[.:]/.test(target.host);
    if (!isKnown) {
      const meant = closest(via, [...(file?.hosts.keys() ?? []), ...sshConfig.names]);
      throw new ShowrunError(
        'bad-file',
        `${safe(from.place)}: hosts.${safe(from.name)}.via: there is no host '${safe(via)}'`,
        meant === undefined ? {} : { advice: `did you mean ${safe(meant)}?` },
      );
    }
    const hop = this.#fromTarget(target, from.source, from.path);
    if ((hop.transport ?? 'ssh') !== 'ssh') throw noJumpHost(via, { hop, from });
    return [...hop.via, hop];
  }

  #isName(word: string): boolean {
    const { more, file, sshConfig } = this.#sources;
    if (more.some(({ name }) => name === word) || file?.hosts.has(word) === true) return true;
    return sshConfig.names.includes(word);
  }

  /** ProxyJump: only the nearest hop brings its own way along, as in ssh(1). A name never jumps through itself. */
  #jumps(name: string, settings: SshSettings, trail: readonly string[]): Host[] {
    const path = trail.at(-1) === name ? trail : [...trail, name];
    const hops = settings.proxyJump.map((text) => parseTarget(text));
    if (hops.some(({ host }) => host === name)) return [];
    return hops.flatMap((target, at) => {
      if (path.includes(target.host)) throw circle('ssh config', [...path, target.host]);
      const hop = this.#fromTarget(target, 'ssh config', path);
      return at === 0 ? [...hop.via, hop] : [withoutWay(hop)];
    });
  }
}

/**
 * Reads all sources. `inventoryFile` must be there; `defaultInventoryFile` is read if it is. Throws `bad-file`.
 */
export function loadInventory(request: {
  readonly person: Person;
  readonly inventoryFile?: string | undefined;
  readonly defaultInventoryFile?: string | undefined;
  readonly more?: readonly Host[];
  /** The person's own ssh_config and the system's, by default. */
  readonly sshConfigFiles?: readonly string[];
}): Inventory {
  const { person, inventoryFile, defaultInventoryFile } = request;
  const standard =
    defaultInventoryFile !== undefined && existsSync(defaultInventoryFile)
      ? defaultInventoryFile
      : undefined;
  const file = inventoryFile ?? standard;
  return new Inventory({
    person,
    sshConfig: loadSshConfig(person, request.sshConfigFiles),
    file: file === undefined ? undefined : readInventoryFile(file, person.home),
    more: request.more ?? [],
  });
}

/** The host whose way it is, where that is said, and the hosts before it. */
interface WayFrom {
  readonly source: string;
  /** The file and the line. */
  readonly place: string;
  readonly name: string;
  readonly path: readonly string[];
}

/** Its own ProxyJump and ProxyCommand do not count: the hop before it is the way. */
function withoutWay(hop: Host): Host {
  const { proxy: _, ...ssh } = hop.ssh ?? {};
  return { ...hop, via: [], ssh };
}
