/**
 * How many words from `at` on are an argument, a value that does not change what kind of table the answer is: an interface, an address,
 * a number, or a word such as `vrf` with the name behind it. 0 when the word is a word of the command language.
 */
export function argumentLength(words: readonly string[], at: number): number {
  const word = words[at] ?? '';
  const next = words[at + 1];
  if (VALUE.test(word) || INTERFACE.test(word)) return 1;
  if (next === undefined) return 0;
  if (INTERFACE_TYPE.test(word) && /^\d/.test(next)) return 2;
  if (!NAMED.includes(word)) return 0;
  // `interface GigabitEthernet 0/1`
  return INTERFACE_TYPE.test(next) && /^\d/.test(words[at + 2] ?? '') ? 3 : 2;
}

/** Begins with a digit, or has a digit beside one of the signs that addresses and ports are written with. */
const VALUE = /^\d|\d.*[/:.]|[/:.].*\d|^[0-9a-f]*::/;

const INTERFACE =
  /^(?:[gtfe]\w?|fast|gig?\w*|ten\w*|tw\w*|fo\w*|hu\w*|eth\w*|vl(?:an)?(?:if|-interface)?|lo\w*|po(?:rt-?channel)?|tu(?:nnel)?|se\w*|mgmt|be|bundle-ether|bvi|nve|irb|ae|em|me|fxp|lo|st|lag-?|trk|bond|br|ens|enp|swp|wlan)\d[\w/.:-]*$/;

const INTERFACE_TYPE =
  /^(?:fa|gi|te|tw|fo|hu|et|vl|lo|po|tu|se)[a-z-]*$|^(?:x?gigabitethernet|mgmteth|bundle-ether|bridge-aggregation|vlanif|nve|dialer|cellular|bvi)$/;

/** Words with a name behind them. */
const NAMED = [
  'vrf',
  'vlan',
  'id',
  'interface',
  'instance',
  'network-instance',
  'routing-instance',
  'vpn-instance',
  'logical-system',
  'virtual-router',
  'table',
  'vdom',
  'name',
  'area',
  'module',
  'member',
  'slot',
  'address',
  'source',
  'repeat',
  'size',
  'timeout',
];
