import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../src', import.meta.url));

/** Which folders a folder may import, and which packages are its own; the top level (`.`) wires all. */
const rules: Readonly<
  Record<string, { readonly from: readonly string[]; readonly packages: readonly string[] }>
> = {
  wordpress: { from: [], packages: ['node-fetch'] },
  site: { from: ['wordpress'], packages: [] },
  content: { from: ['site'], packages: ['htmlparser2', 'mdast-util-to-markdown'] },
  loading: { from: ['content', 'site', 'wordpress'], packages: ['dataloader'] },
  schema: {
    from: ['content', 'loading', 'site', 'wordpress'],
    packages: ['@pothos/core', 'graphql', 'entities'],
  },
  compare: { from: [], packages: ['@babel/parser', '@babel/types'] },
  server: {
    from: ['loading', 'schema', 'site', 'wordpress'],
    packages: ['graphql-yoga', '@graphql-yoga/render-graphiql', '@fastify/busboy'],
  },
  config: { from: ['loading', 'site', 'wordpress'], packages: [] },
};

/** Longest file, in lines. */
const longest = 300;

const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));

const importsOf = (file: string): readonly string[] =>
  [...readFileSync(join(root, file), 'utf8').matchAll(/^(?:import|export)[^;]*?from '([^']+)';/gms)].map(
    ([, from = '']) => from,
  );

const folderOf = (file: string) => (file.includes('/') ? (file.split('/')[0] ?? '.') : '.');

describe('the house', () => {
  it.each(Object.keys(rules))('%s imports only what lies below it', (folder) => {
    const { from = [] } = rules[folder] ?? {};
    const wrong = files
      .filter((file) => folderOf(file) === folder)
      .flatMap((file) =>
        importsOf(file)
          .filter((target) => target.startsWith('.'))
          .map((target) => folderOf(relative(root, join(root, dirname(file), target))))
          .filter((target) => target !== folder && !from.includes(target))
          .map((target) => `${file} imports ${target}/: needs point down`),
      );
    expect(wrong).toEqual([]);
  });

  it('has one door for each package', () => {
    const owned = new Map(
      Object.entries(rules).flatMap(([folder, { packages }]) => packages.map((name) => [name, folder])),
    );
    const wrong = files.flatMap((file) =>
      importsOf(file)
        .filter((target) => owned.has(target) && target !== 'graphql' && owned.get(target) !== folderOf(file))
        .map((target) => `${file} imports ${target}, which belongs to ${owned.get(target)}/`),
    );
    expect(wrong).toEqual([]);
  });

  it('has no long files', () => {
    const long = files.filter(
      (file) => readFileSync(join(root, file), 'utf8').split('\n').length > longest + 1,
    );
    expect(long).toEqual([]);
  });
});
