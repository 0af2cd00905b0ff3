import type { Program } from 'acorn';
import { KERNEL_NAME } from './form-edits.ts';
import type { Edit } from './text-edits.ts';

/** Where a cell waits, by its syntax tree. */
export interface Waits {
  /**
   * Puts `await` before the calls that line forms became, where one can stand; a plain function gets what is to come. A form alone in its
   * line shows what it gives, unless that is the cell's value.
   */
  readonly edits: readonly Edit[];
  /** The cell awaits by itself, not inside a function of its own. */
  readonly needsAsync: boolean;
}

export function waitsIn(
  program: Program,
  { hasForms, lastForm }: { readonly hasForms: boolean; readonly lastForm: 'value' | 'shown' },
): Waits {
  const final = program.body.findLast(({ type }) => type !== 'EmptyStatement');
  const last = lastForm === 'value' ? final : undefined;
  const found: Found = { edits: [], needsAsync: false, last };
  if (hasForms || program.body.some(awaitsAtTop)) walk(program.body, { found, function: 'cell' });
  const imports = program.body.some(({ type }) => type === 'ImportDeclaration');
  return { edits: found.edits, needsAsync: found.needsAsync || imports };
}

interface Found {
  readonly edits: Edit[];
  /** The statement whose value is the cell's. */
  readonly last: unknown;
  needsAsync: boolean;
}

/** What a piece of the tree stands in. */
interface Around {
  readonly found: Found;
  readonly function: 'cell' | 'async' | 'plain';
  /** What is given to `from(…)` is awaited there. */
  readonly isAwaited?: boolean;
}

/** A quick look that leaves functions alone: most cells await nothing. */
function awaitsAtTop(node: unknown): boolean {
  if (Array.isArray(node)) return node.some(awaitsAtTop);
  if (!isNode(node) || node.type.includes('Function')) return false;
  return isAwait(node) || Object.values(node).some(awaitsAtTop);
}

function walk(node: unknown, around: Around): void {
  if (Array.isArray(node)) {
    for (const one of node) walk(one, around);
    return;
  }
  if (!isNode(node)) return;
  if (node.type.includes('Function')) {
    walkInside(node, { found: around.found, function: node['async'] === true ? 'async' : 'plain' });
    return;
  }
  // Neither can hold an await.
  if (node.type === 'StaticBlock' || node.type === 'PropertyDefinition') {
    walkInside(node, { found: around.found, function: 'plain' });
    return;
  }
  if (isAwait(node)) wait(around);
  if (isShown(node, around)) {
    around.found.edits.push({ at: node.start, remove: 0, insert: `${KERNEL_NAME}.show(` });
    walkInside(node, around);
    around.found.edits.push({ at: endOf(node['expression']), remove: 0, insert: ')' });
    return;
  }
  const call = kernelCall(node);
  const inner: Around = { found: around.found, function: around.function };
  if (call !== undefined) markCall(node, { call, around });
  walkInside(node, call === 'from' ? { ...inner, isAwaited: true } : inner);
}

function walkInside(node: SyntaxNode, around: Around): void {
  for (const value of Object.values(node)) walk(value, around);
}

const SHOWN = new Set(['run', 'magic', 'help', 'to']);

function isShown(node: SyntaxNode, { found, function: within }: Around): boolean {
  if (node.type !== 'ExpressionStatement' || node === found.last || within === 'plain')
    return false;
  const { expression } = node as SyntaxNode & { readonly expression?: unknown };
  return isNode(expression) && SHOWN.has(kernelCall(expression) ?? '');
}

function markCall(
  node: SyntaxNode,
  { call, around }: { readonly call: string; readonly around: Around },
): void {
  if (around.function === 'plain') return;
  const { edits } = around.found;
  if (call === 'from') edits.push({ at: endOf(node['callee']) + 1, remove: 0, insert: 'await ' });
  else if (around.isAwaited !== true) edits.push({ at: node.start, remove: 0, insert: 'await ' });
  wait(around);
}

function wait({ found, function: within }: Around): void {
  if (within === 'cell') found.needsAsync = true;
}

const WAITED = new Set(['run', 'magic', 'shell', 'help', 'from']);

/** Which of the kernel's calls a node is, a stage's being `to`. */
function kernelCall(node: SyntaxNode): string | undefined {
  const callee = node['callee'];
  if (node.type !== 'CallExpression' || !isNode(callee) || callee.type !== 'MemberExpression') {
    return undefined;
  }
  const { object, property } = callee as SyntaxNode & { object?: unknown; property?: unknown };
  const name = isNode(property) ? property['name'] : undefined;
  if (!isNode(object) || typeof name !== 'string') return undefined;
  if (object.type === 'Identifier' && object['name'] === KERNEL_NAME) {
    return WAITED.has(name) ? name : undefined;
  }
  return name === 'to' && kernelCall(object) === 'from' ? 'to' : undefined;
}

type SyntaxNode = {
  readonly type: string;
  readonly start: number;
  readonly end: number;
} & Readonly<Record<string, unknown>>;

function isNode(value: unknown): value is SyntaxNode {
  return (
    typeof value === 'object' && value !== null && typeof Reflect.get(value, 'type') === 'string'
  );
}

function isAwait(node: SyntaxNode): boolean {
  return (
    node.type === 'AwaitExpression' || (node.type === 'ForOfStatement' && node['await'] === true)
  );
}

function endOf(node: unknown): number {
  return isNode(node) ? node.end : 0;
}
