/** A regular expression in Python's syntax, as a tree. Positions and code points are UTF-16 units: lines are JavaScript strings. */
export type RegexNode =
  | { readonly type: 'char'; readonly code: number; readonly ignoreCase: boolean }
  | { readonly type: 'any' }
  | CharacterSet
  | { readonly type: 'start' }
  | { readonly type: 'end' }
  | { readonly type: 'boundary'; readonly negated: boolean }
  | { readonly type: 'sequence'; readonly items: readonly RegexNode[] }
  | { readonly type: 'choice'; readonly branches: readonly RegexNode[] }
  | RegexGroup
  | { readonly type: 'back'; readonly index: number; readonly ignoreCase: boolean }
  | RegexLook
  | RegexRepeat
  | { readonly type: 'atomic'; readonly body: RegexNode }
  | {
      readonly type: 'condition';
      readonly index: number;
      readonly yes: RegexNode;
      readonly no: RegexNode;
    };

export interface CharacterSet {
  readonly type: 'set';
  readonly items: readonly SetItem[];
  readonly negated: boolean;
  readonly ignoreCase: boolean;
}

export type SetItem =
  | { readonly from: number; readonly to: number }
  | { readonly shorthand: Shorthand };

export type Shorthand = 'd' | 'D' | 'w' | 'W' | 's' | 'S';

export interface RegexGroup {
  readonly type: 'group';
  /** 1 for the first capturing group, as Python counts them. */
  readonly index: number;
  readonly name: string | undefined;
  readonly body: RegexNode;
}

export interface RegexLook {
  readonly type: 'look';
  readonly behind: boolean;
  readonly negated: boolean;
  readonly body: RegexNode;
}

export interface RegexRepeat {
  readonly type: 'repeat';
  readonly body: RegexNode;
  readonly min: number;
  /** `Infinity` for no limit. */
  readonly max: number;
  readonly kind: 'greedy' | 'lazy' | 'possessive';
}

export interface Regex {
  readonly root: RegexNode;
  readonly groupCount: number;
  /** Named groups, in the order in which they are written. */
  readonly names: ReadonlyMap<string, number>;
}

/** A regular expression that cannot be used; the message is for the author of the template. */
export class RegexError extends Error {}

/** The nodes directly below a node. */
export function childrenOf(node: RegexNode): readonly RegexNode[] {
  switch (node.type) {
    case 'sequence':
      return node.items;
    case 'choice':
      return node.branches;
    case 'group':
    case 'look':
    case 'repeat':
    case 'atomic':
      return [node.body];
    case 'condition':
      return [node.yes, node.no];
    default:
      return [];
  }
}

/** Whether a node or any node below it passes a test. */
export function someNode(node: RegexNode, test: (node: RegexNode) => boolean): boolean {
  return test(node) || childrenOf(node).some((child) => someNode(child, test));
}

/** Whether a node can match without consuming a character. Cautious: true when in doubt. */
export function canBeEmpty(node: RegexNode): boolean {
  switch (node.type) {
    case 'char':
    case 'any':
    case 'set':
      return false;
    case 'sequence':
      return node.items.every(canBeEmpty);
    case 'choice':
      return node.branches.some(canBeEmpty);
    case 'group':
    case 'atomic':
      return canBeEmpty(node.body);
    case 'repeat':
      return node.min === 0 || canBeEmpty(node.body);
    default:
      return true;
  }
}
