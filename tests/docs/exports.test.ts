import { readFileSync } from 'node:fs';
import { parse } from '@babel/parser';
import type { File, Statement } from '@babel/types';
import { describe, expect, it } from 'vitest';
import { root } from './blocks.ts';

/** The modules that the package exports. */
const doors = ['src/index.ts', 'src/edge/index.ts', 'src/integrations/index.ts'];

const syntaxOf = (source: string): File => parse(source, { sourceType: 'module', plugins: ['typescript'] });
const read = (url: URL) => readFileSync(url, 'utf8');

/** Returns the exports of a module that come from other files, with the file of each. */
function exportsOf(door: URL): readonly (readonly [name: string, file: URL])[] {
  return syntaxOf(read(door)).program.body.flatMap((statement) => {
    if (statement.type !== 'ExportNamedDeclaration' || !statement.source) return [];
    const file = new URL(statement.source.value, door);
    return statement.specifiers.flatMap((specifier) =>
      specifier.type === 'ExportSpecifier' ? [[specifier.local.name, file] as const] : [],
    );
  });
}

/** Returns the names that a statement exports: of a type, a class, a function or constants. */
function namesIn(statement: Statement): readonly string[] {
  if (statement.type !== 'ExportNamedDeclaration' || !statement.declaration) return [];
  const { declaration } = statement;
  if (declaration.type === 'VariableDeclaration')
    return declaration.declarations.flatMap(({ id }) => (id.type === 'Identifier' ? [id.name] : []));
  return 'id' in declaration && declaration.id?.type === 'Identifier' ? [declaration.id.name] : [];
}

/** Returns whether the docstring of an exported name has an example that is not empty. */
function hasExample(source: string, name: string): boolean {
  const statement = syntaxOf(source).program.body.find((each) => namesIn(each).includes(name));
  const docstring = statement?.leadingComments?.at(-1)?.value ?? '';
  return /^\s*\* @example\n\s*\* +\S/m.test(docstring);
}

describe('the public exports', () => {
  it.each(doors)('of %s each have an example', (door) => {
    const exported = exportsOf(new URL(door, root));
    expect(exported.length).toBeGreaterThan(10);
    expect(exported.filter(([name, file]) => !hasExample(read(file), name)).map(([name]) => name)).toEqual(
      [],
    );
  });

  it.each([
    '/** Text. */\nexport interface Name {}',
    '/**\n * Text.\n *\n * @example\n */\nexport const name = 1, Name = 2;',
    '/**\n * @example\n * other();\n */\nexport function other() {}\n\nexport function Name() {}',
  ])('would be caught without an example', (source) => {
    expect(hasExample(source, 'Name')).toBe(false);
  });

  it('are found with their examples in every form', () => {
    for (const form of ['interface Name {}', 'type Name = 1;', 'class Name {}', 'const Name = 1;'])
      expect(hasExample(`/**\n * @example\n * use(Name);\n */\nexport ${form}`, 'Name')).toBe(true);
  });
});
