import { HOW_WORDS } from './secret-rule.ts';

/**
 * Words that stand behind `password`, `secret` or `key` in sentences, in names of commands and in questions. Behind a word that says
 * how a secret is encrypted (`7`, `cipher`) they are secrets.
 */
const OF_A_SENTENCE =
  /^(?:a|again|age|aging|an|and|any|are|as|at|attempts?|authentication|based|be|been|but|by|can|cannot|chang(?:e[ds]?|e-type|ing)|empty|now|characters?|check|complexity(?:-check)?|config(?:uration|ured)?|confirm(?:ation)?|contains?|could|database|default|delay|did|disabled?|do|does|enabled?|encryption|entered|entry|expir(?:ed?|es|y|ation)|failed|failure|fallback|file|for|found|from|has|have|hint|history|if|in|incorrect|information|input|invalid|is|it|its|keychain|key-chain|key|length|less|like|lifetime|list|login|lost|management|manager|matches|may|max(?:imum)?(?:-\w{1,20})?|min(?:imum)?(?:-\w{1,20})?|mismatch|missing|mode|must|needs?|never|new|no|none|not|of|off|ok|old|on|only|option(?:al|s)?|or|over|permitted|plaintext|policy|profile|prompt|protected|protection|provided|quality|recovery|rejected|required?|reset|retries|retry|rules?|security|server|set|setting|should|specified|status|storage|store|strength(?:-check)?|successful(?:ly)?|than|that|the|then|this|to|too|type|unchanged|unknown|unset|until|update[ds]?|use[drs]?|using|valid|validation|verification|via|was|when|will|with|without|wrong|yes|you|your|address|hostname|chain|generate|zeroize|import|export|id|fingerprint|pair|pairs|hash|exchange|algorithms?|new-format|ascii|group|name|names|context|location|contact|view|map|trap-source|source-interface|timeout|retransmit|deadtime)$/i;

const IS_HOW = new RegExp(`^(?:${HOW_WORDS})$`, 'i');

/** Marks of what was hidden before, by us or by a device. */
const HIDDEN_ALREADY =
  /^(?:‹secret›|[*•]{1,200}|<[\w -]{1,40}>|\*{1,40}<?\w{0,20}>?\*{0,40}|SECRET-DATA|#{1,3})$/;

/** Signs only, or what points at a secret without being one: a variable, a file. */
const POINTS_ELSEWHERE =
  /^(?:\?|[^\w$%^&!?@#]{1,20}|\$\{?[A-Za-z_]\w{0,60}\}?|(?:~|\.{1,2})?\/[\w./-]{1,200}|(?:flash|bootflash|disk\d|nvram|tftp|file):\S{0,200})$/;

const ADDRESS = /^(?:\d{1,3}\.){3}\d{1,3}(?:\/\d{1,2})?$/;

/** What stands behind `community` in routing: `65000:1`, names everybody knows. */
const ROUTE_COMMUNITY =
  /^(?:(?:rt|ro|soo|target|origin|large|ext)?:?\d{1,10}(?::\d{1,10}){1,2}|no-export|no-advertise|local-as|internet|gshut|additive|standard|extended|expanded|both|members|delete|add|remove|replace|list|permit|deny)$/i;

const MOST_WORD = 200;

/** Whether what stands in a secret's place is none. */
export function isNoSecret(found: {
  readonly value: string;
  readonly kind: string;
  /** The words before it that say how it is encrypted. */
  readonly how: string;
}): boolean {
  const { value, kind, how } = found;
  // No word is that long, and looking at it would take its time.
  if (value.length > MOST_WORD) return false;
  if (value === '' || HIDDEN_ALREADY.test(value)) return true;
  if (/\d|cipher|enc|hash/i.test(how)) return false;
  const bare = value.replace(/^[([]|[.,:;!?)\]]{1,20}$/g, '');
  if (OF_A_SENTENCE.test(bare) || IS_HOW.test(bare) || POINTS_ELSEWHERE.test(value)) return true;
  return kind === 'community' && (ADDRESS.test(value) || ROUTE_COMMUNITY.test(value));
}

const COMMON = new Set(
  'public private cisco juniper huawei admin administrator root user users password passwd secret default test guest none null true false enable disable login local monitor manager operator network router switch server system cluster community hidden example changeme letmein access backup service ansible netadmin vagrant vyos ubnt mikrotik arista nokia linux snmp radius tacacs'.split(
    ' ',
  ),
);

/**
 * Whether a value that was found in its place is hidden wherever else it stands: where it could as well be a word, a small number
 * or a name of a port, that would only tear holes into the text.
 */
export function isTelling(value: string): boolean {
  if (value.length < 4 || COMMON.has(value.toLowerCase())) return false;
  return !/^(?:\d{1,5}|\d{1,3}(?:\.\d{1,3}){3}|(.)\1{0,200})$/.test(value);
}
