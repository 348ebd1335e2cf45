import type { SyntaxNode } from '../syntax/node';

/** One name that an import statement binds. */
export interface ImportedName {
  readonly node: SyntaxNode;
  /** The local name; `*` for a star import. */
  readonly name: string;
  /** The dotted name that it stands for; leading dots of a relative import are kept. */
  readonly imported: string;
}

/** What an `import` or `from … import` statement binds. */
export function* importedNames(statement: SyntaxNode): Generator<ImportedName> {
  if (statement.kind === 'import_statement') {
    for (const item of statement.childrenIn('name')) yield importedModule(item);
    return;
  }
  const module =
    statement.kind === 'future_import_statement'
      ? '__future__'
      : (statement.child('module_name')?.text.replaceAll(/\s/g, '') ?? '');
  if (statement.part('wildcard_import') !== undefined) {
    yield { node: statement, name: '*', imported: module };
    return;
  }
  for (const item of statement.childrenIn('name')) {
    const original = item.kind === 'aliased_import' ? item.child('name') : item;
    const alias = item.kind === 'aliased_import' ? item.child('alias') : item;
    if (original === undefined || alias === undefined) continue;
    const separator = module === '' || module.endsWith('.') ? '' : '.';
    yield { node: item, name: alias.text, imported: module + separator + original.text };
  }
}

function importedModule(item: SyntaxNode): ImportedName {
  if (item.kind === 'aliased_import') {
    const name = item.child('name')?.text ?? '';
    return { node: item, name: item.child('alias')?.text ?? name, imported: name };
  }
  // `import a.b.c` binds `a`; the rest is found through attributes.
  const top = item.text.split('.')[0] ?? item.text;
  return { node: item, name: top, imported: top };
}
