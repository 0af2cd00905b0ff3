import type {
  ClassDeclaration,
  ExportNamedDeclaration,
  ImportDeclaration,
  ModuleDeclaration,
  Pattern,
  Program,
  Statement,
  VariableDeclaration,
} from 'acorn';
import { KERNEL_NAME } from './form-edits.ts';
import type { Edit } from './text-edits.ts';

/** What has to change so that a cell's declarations become properties of the global object and may be made again. */
export interface DeclarationEdits {
  readonly edits: readonly Edit[];
  /** Names the cell declares; they must exist before it runs. */
  readonly names: readonly string[];
  /** Functions, which exist before the cell's first statement. */
  readonly functions: readonly string[];
}

/** Edits keep every line and, for `const`, `let` and `var`, every column. */
export function declarationEdits(program: Program): DeclarationEdits {
  const found: Found = { edits: [], names: [], functions: [] };
  for (const statement of program.body) declare(statement, found);
  return { ...found, names: [...new Set(found.names)] };
}

interface Found {
  readonly edits: Edit[];
  readonly names: string[];
  readonly functions: string[];
}

function declare(statement: Statement | ModuleDeclaration, found: Found): void {
  switch (statement.type) {
    case 'VariableDeclaration':
      declareVariables(statement, found);
      break;
    case 'FunctionDeclaration':
      found.names.push(statement.id.name);
      found.functions.push(statement.id.name);
      break;
    case 'ClassDeclaration':
      declareClass(statement, found);
      break;
    case 'ImportDeclaration':
      declareImport(statement, found);
      break;
    case 'ExportNamedDeclaration':
      declareExport(statement, found);
      break;
    default:
      break;
  }
}

function declareVariables(statement: VariableDeclaration, { edits, names }: Found): void {
  const { kind, start } = statement;
  if (kind !== 'const' && kind !== 'let' && kind !== 'var') return;
  // The semicolon keeps the line before from running on into ours.
  edits.push({ at: start, remove: kind.length, insert: `;${' '.repeat(kind.length - 1)}` });
  for (const { id, init, start: from, end: to } of statement.declarations) {
    names.push(...namesIn(id));
    if (!init) {
      if (kind !== 'var') edits.push({ at: to, remove: 0, insert: ' = undefined' });
    } else if (id.type === 'ObjectPattern') {
      edits.push({ at: from, remove: 0, insert: '(' }, { at: to, remove: 0, insert: ')' });
    }
  }
}

function declareClass({ id, start, end }: ClassDeclaration, { edits, names }: Found): void {
  names.push(id.name);
  edits.push({ at: start, remove: 0, insert: `;${id.name} = ` });
  edits.push({ at: end, remove: 0, insert: ';' });
}

function declareImport(statement: ImportDeclaration, { edits, names }: Found): void {
  const assignments = statement.specifiers.map((specifier) => {
    const { name } = specifier.local;
    names.push(name);
    if (specifier.type === 'ImportNamespaceSpecifier') return `${name} = $module;`;
    return `${name} = $module[${JSON.stringify(importedName(specifier))}];`;
  });
  const given = attributesOf(statement);
  const imported = `await ${KERNEL_NAME}.import(${statement.source.raw}${given})`;
  const insert = `;{ const $module = ${imported}; ${assignments.join(' ')} }`;
  // Lines must stay, so that places in what follows do.
  const { start, end } = statement;
  edits.push({ at: start, remove: end - start, insert });
}

/** `with { type: 'json' }` as what `import(…)` takes. */
function attributesOf({ attributes }: ImportDeclaration): string {
  if (attributes.length === 0) return '';
  const pairs = attributes.map(({ key, value }) => {
    const name = key.type === 'Identifier' ? key.name : String(key.value);
    return `${JSON.stringify(name)}: ${value.raw}`;
  });
  return `, { with: { ${pairs.join(', ')} } }`;
}

function importedName(
  specifier: Exclude<ImportDeclaration['specifiers'][number], { type: 'ImportNamespaceSpecifier' }>,
): string {
  if (specifier.type === 'ImportDefaultSpecifier') return 'default';
  const { imported } = specifier;
  return imported.type === 'Identifier' ? imported.name : String(imported.value);
}

/** `export` means nothing here; pasted code may have it. */
function declareExport(statement: ExportNamedDeclaration, found: Found): void {
  const { declaration, start, end } = statement;
  const stop = declaration ? declaration.start : end;
  found.edits.push({ at: start, remove: stop - start, insert: ' '.repeat(stop - start) });
  if (declaration) declare(declaration, found);
}

function namesIn(pattern: Pattern): string[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern.name];
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) =>
        namesIn(property.type === 'RestElement' ? property.argument : property.value),
      );
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => (element ? namesIn(element) : []));
    case 'AssignmentPattern':
      return namesIn(pattern.left);
    case 'RestElement':
      return namesIn(pattern.argument);
    default:
      return [];
  }
}
