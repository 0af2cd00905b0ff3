const SHORT: Readonly<Record<string, string>> = {
  Ethernet: 'Et',
  FastEthernet: 'Fa',
  GigabitEthernet: 'Gi',
  Loopback: 'Lo',
  Serial: 'Se',
  TenGigabitEthernet: 'Te',
};

/** `Gi0/1` for `GigabitEthernet0/1`, as narrow tables write it. */
export function shortName(interfaceName: string): string {
  const type = /^[A-Za-z]+/.exec(interfaceName)?.[0] ?? '';
  return (SHORT[type] ?? type) + interfaceName.slice(type.length);
}

/** The burnt-in address of an interface: made from the device's place in the lab and the interface's on the device. */
export function macAddress(deviceIndex: number, interfaceIndex: number): string {
  const device = (deviceIndex + 1).toString(16).padStart(4, '0');
  const port = (interfaceIndex * 16).toString(16).padStart(4, '0');
  return `aabb.cc${device.slice(0, 2)}.${device.slice(2)}${port.slice(2)}`;
}
