import { applyConfigText } from '../ios/config-text.ts';
import { emptyConfig } from '../model/config.ts';
import type { Chassis } from '../model/device.ts';
import { bad } from './read.ts';
import type { Topology } from './topology.ts';

/** The devices of a topology with their configurations understood. Throws `bad-file` at the first line a device refuses. */
export function bootable(topology: Topology): Chassis[] {
  return topology.devices.map((one, index) => {
    const base = emptyConfig(one.name, one.interfaces);
    const applied = applyConfigText(base, one.config);
    if (applied.kind === 'refused') {
      const what = `the configuration of ${one.name} is refused at '${applied.text}': ${applied.why}`;
      throw bad(topology, one.configLine + applied.line - 1, what);
    }
    const { name, platform, model, version, serial, uptimeMs } = one;
    return { name, index, platform, model, version, serial, uptimeMs, startup: applied.config };
  });
}
