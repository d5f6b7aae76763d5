import { describe, expect, it } from 'vitest';
import {
  cycles,
  lonelyTwins,
  longFiles,
  missingFiles,
  nodeAtEdge,
  strayPackages,
  upwardImports,
  upwardLayers,
} from './checks.ts';
import { modulesOf, readSources } from './modules.ts';
import { typeCycles } from './rules.ts';

const sources = readSources();
const modules = modulesOf(sources);

describe('the source code', () => {
  it('imports only what lies below', () => {
    expect(upwardImports(modules)).toEqual([]);
  });

  it('imports only lower layers of its own folder', () => {
    expect(upwardLayers(modules)).toEqual([]);
  });

  it('imports each package in one file alone', () => {
    expect(strayPackages(modules)).toEqual([]);
  });

  it('imports files that are there', () => {
    expect(missingFiles(modules)).toEqual([]);
  });

  it('has no circle of files that load one another', () => {
    expect(cycles(modules, 'loads')).toEqual([]);
  });

  it('has no circle of types but those that the rules name', () => {
    const known = typeCycles.map(({ files }) => files);
    const found = cycles(modules, 'all imports');
    expect(found).toHaveLength(known.length);
    expect(found).toEqual(expect.arrayContaining([...known]));
  });

  it('has a twin for the edge of each file for Node alone', () => {
    expect(lonelyTwins(modules)).toEqual([]);
  });

  it('has nothing of Node in what a gateway at the edge loads', () => {
    expect(nodeAtEdge(modules, 'edge/index.ts')).toEqual([]);
  });

  it('has no long files', () => {
    expect(longFiles(modules)).toEqual([]);
  });
});

/** The modules with one more file, or with lines added to one that is there. */
function planted(path: string, code: string) {
  const changed = modulesOf(new Map([[path, `${sources.get(path) ?? ''}\n${code}\n`]]));
  return [...modules.filter((module) => module.path !== path), ...changed];
}

describe('a violation is caught', () => {
  it.each([
    ['an import for its effect', 'wordpress/client.ts', "import '../schema/build.ts';"],
    ['an import of values', 'wordpress/client.ts', "import { buildSchema } from '../schema/build.ts';"],
    ['an import of types', 'site/site.ts', "import type { Loaders } from '../loading/loaders.ts';"],
    ['an import inside a type', 'site/site.ts', "type A = import('../loading/loaders.ts').Loaders;"],
    ['an import on demand', 'loading/loaders.ts', "await import('../server/yoga.ts');"],
    ['an export of what another file has', 'content/html.ts', "export * from '../loading/loaders.ts';"],
    ['an export of one name', 'content/html.ts', "export { a } from '../loading/loaders.ts';"],
    ['the command line in a library file', 'gateway.ts', "import './cli/main.ts';"],
    ['the schema in the demo', 'demo/wordpress.ts', "import '../schema/build.ts';"],
    ['the gateway in compare', 'compare/diff/run.ts', "import '../../gateway.ts';"],
    ['a new folder', 'extra/store.ts', 'export const store = 1;'],
  ])('%s that points up', (_name, path, code) => {
    expect(upwardImports(planted(path, code))).toHaveLength(1);
  });

  it.each([
    [
      'values of a higher layer',
      'schema/kit/base/errors.ts',
      "import { findByUri } from '../../find/uri/by-uri.ts';",
    ],
    ['types of a higher layer', 'schema/kit/graph/graph.ts', "import type { A } from '../../body/types.ts';"],
    ['the whole schema from a layer', 'schema/terms/types.ts', "import '../build.ts';"],
    ['content from terms', 'schema/terms/types.ts', "export * from '../content/types.ts';"],
    ['a folder without a layer', 'schema/extra/types.ts', ''],
  ])('an import of %s', (_name, path, code) => {
    expect(upwardLayers(planted(path, code))).toHaveLength(1);
  });

  it.each([
    ['another folder', 'site/site.ts', "import fetch from 'node-fetch';"],
    ['another folder, for its effect', 'cli/main.ts', "import 'graphql-yoga';"],
    ['another folder, on demand', 'cli/main.ts', "await import('dataloader');"],
    ['another file of its folder', 'content/links.ts', "import { Parser } from 'htmlparser2';"],
    ['another file, for a type', 'schema/build.ts', "import type { ObjectRef } from '@pothos/core';"],
    ['another file, though all use it', 'schema/build.ts', "import { parse } from 'graphql';"],
    ['another file, by a path inside it', 'cli/main.ts', "export * from 'graphql/language/parser.js';"],
    ['a folder, though nobody owns it', 'site/site.ts', "import lodash from 'lodash/get';"],
    ['a folder, by a computed name', 'site/site.ts', 'await import(name);'],
  ])('a package in %s', (_name, path, code) => {
    expect(strayPackages(planted(path, code))).toHaveLength(1);
  });

  it('a circle of two files, and of one', () => {
    expect(cycles(planted('wordpress/url.ts', "import './client.ts';"), 'loads').flat()).toEqual(
      expect.arrayContaining(['wordpress/client.ts', 'wordpress/url.ts']),
    );
    expect(cycles(planted('site/version.ts', "import './version.ts';"), 'loads')).toContainEqual([
      'site/version.ts',
    ]);
  });

  it('a circle of types', () => {
    const code = "import type { RestOptions } from './client.ts';";
    expect(cycles(planted('wordpress/url.ts', code), 'loads')).toEqual([]);
    expect(cycles(planted('wordpress/url.ts', code), 'all imports').flat()).toContain('wordpress/url.ts');
  });

  it.each([
    ['a module of Node', 'site/site.ts', "import { join } from 'node:path';"],
    ['a global of Node', 'site/site.ts', "export const bytes = Buffer.from('');"],
    ['a timer of Node', 'cache/ages.ts', 'setTimeout(() => {}, 1).unref();'],
    ['a twin for Node', 'site/site.ts', "import '../values/hash.node.ts';"],
  ])('%s at the edge', (_name, path, code) => {
    expect(nodeAtEdge(planted(path, code), 'edge/index.ts')).not.toEqual([]);
  });

  it('a file without its twin', () => {
    expect(lonelyTwins(planted('site/clock.node.ts', 'export const clock = 1;'))).toEqual([
      'site/clock.node.ts',
    ]);
  });

  it('a file that is not there, and one that is too long', () => {
    expect(missingFiles(planted('site/site.ts', "import './gone.ts';"))).toHaveLength(1);
    expect(longFiles(planted('site/version.ts', '//\n'.repeat(300)))).toHaveLength(1);
  });
});
