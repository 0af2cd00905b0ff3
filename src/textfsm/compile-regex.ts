import { interpretRegex, type LineMatcher } from './match-regex.ts';
import { canBeEmpty, childrenOf, type Regex, type RegexNode, someNode } from './regex-node.ts';
import { type RegexFlavour, renderRegex } from './render-regex.ts';

/** A rule's expression, ready to run: natively where JavaScript gives Python's answers, by our own matcher elsewhere. */
export type CompiledRegex =
  | {
      readonly kind: 'native';
      /** Sticky: set `lastIndex` to 0 before every use. */
      readonly pattern: RegExp;
      /** What each capture is called, in order; the first is group 1. */
      readonly captures: readonly string[];
    }
  | { readonly kind: 'own'; readonly match: LineMatcher };

/** Compiles a tree. `keep` names the groups whose text is wanted. Throws `SyntaxError` only for what V8 alone refuses. */
export function compileRegex(
  regex: Regex,
  keep: ReadonlySet<string>,
  flavour: RegexFlavour,
): CompiledRegex {
  if (!isNative(regex, keep)) return { kind: 'own', match: interpretRegex(regex) };
  const { source, flags, captures } = renderRegex(regex, keep, flavour);
  return { kind: 'native', pattern: new RegExp(source, `${flags}s`), captures };
}

/**
 * Whether JavaScript gives the captures Python would. It does not know conditions, atomic groups and possessive quantifiers; lets a
 * reference to an unset group succeed; forgets a repeat's captures at each iteration; and reads look-behinds from the right.
 */
export function isNative(regex: Regex, keep: ReadonlySet<string>): boolean {
  const isKept = (node: RegexNode): boolean =>
    node.type === 'group' && node.name !== undefined && keep.has(node.name);
  return !someNode(regex.root, (node) => {
    switch (node.type) {
      case 'back':
      case 'atomic':
      case 'condition':
        return true;
      case 'look':
        return node.behind && someNode(node.body, isKept);
      case 'repeat':
        if (node.kind === 'possessive') return true;
        if (node.max <= 1 && !canBeEmpty(node.body)) return false;
        return (
          someNode(node.body, isKept) &&
          (canBeEmpty(node.body) || (node.max > 1 && mayMiss(node.body, isKept)))
        );
      default:
        return false;
    }
  });
}

/** Whether a node can match without setting every kept group in it. */
function mayMiss(node: RegexNode, isKept: (node: RegexNode) => boolean): boolean {
  const mayBeSkipped =
    node.type === 'choice' || (node.type === 'repeat' && node.min === 0) || node.type === 'look';
  if (mayBeSkipped) return someNode(node, isKept);
  return childrenOf(node).some((child) => mayMiss(child, isKept));
}
