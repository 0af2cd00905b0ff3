import { modeOf } from '../../platforms/mode-of.ts';
import type { Platform } from '../../platforms/platform.ts';
import type { KnownPlatforms } from '../read/open-recording.ts';

/**
 * Lines by which an answer tells whose it is, where nobody has asked the device for its version: heads of configurations and the like. The more
 * special first.
 */
const SIGNS: readonly { readonly pattern: RegExp; readonly platform: string }[] = [
  { pattern: /^! device: .{1,80}EOS-\d/, platform: 'arista_eos' },
  { pattern: /^! Command: show .{0,60}\n?! device:/, platform: 'arista_eos' },
  {
    pattern:
      /^!Command: show |^!Running configuration last done at|^feature (?:ospf|bgp|vpc|lacp|interface-vlan)$/,
    platform: 'cisco_nxos',
  },
  { pattern: /^!! IOS XR Configuration|^RP\/\d\/\w{1,6}\/CPU\d:/, platform: 'cisco_xr' },
  { pattern: /^## Last (?:commit|changed): /, platform: 'juniper_junos' },
  {
    pattern:
      /^VRP \(R\) software|^!Software Version V\d{3}R\d{3}|^Info: The max number of VTY users/,
    platform: 'huawei_vrp',
  },
  { pattern: /^#?(?:vsys_name|config-version=FG)/, platform: 'fortinet' },
  { pattern: /^Cisco IOS XE Software/, platform: 'cisco_xe' },
  {
    pattern:
      /^Cisco IOS Software|^Current configuration ?: \d{1,9} bytes|^%[A-Z0-9_]{2,30}-[0-7]-[A-Z0-9_]{2,40}: /,
    platform: 'cisco_ios',
  },
  {
    pattern: /^(?:Gigabit|Fast|TenGigabit)Ethernet\d{1,2}\/\d|^(?:Gi|Fa|Te)\d{1,2}\/\d{1,3} /,
    platform: 'cisco_ios',
  },
  { pattern: /^(?:GE|XGE|Eth-Trunk|MEth)\d{1,2}\/\d{1,2}\/\d/, platform: 'huawei_vrp' },
  { pattern: /^(?:ge|xe|et)-\d{1,2}\/\d{1,2}\/\d{1,2}/, platform: 'juniper_junos' },
  { pattern: /^Linux [\w.-]{1,64} \d{1,2}\.\d|^PRETTY_NAME=/, platform: 'linux' },
];

const MOST_LINES = 20_000;

/** The first of those platforms that the lines speak for and the prompt fits. */
export function platformBySigns(
  lines: readonly string[],
  { prompt, platforms }: { readonly prompt: string; readonly platforms: KnownPlatforms },
): Platform | undefined {
  const looked = lines.slice(0, MOST_LINES).map((line) => line.slice(0, 200));
  for (const { pattern, platform: name } of SIGNS) {
    const platform = platforms.lookup(name);
    if (platform === undefined || modeOf(platform, prompt) === undefined) continue;
    if (looked.some((line) => pattern.test(line))) return platform;
  }
  return undefined;
}
