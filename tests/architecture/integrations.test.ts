import { readdirSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readSources } from './modules.ts';

const folder = new URL('../../src/integrations/', import.meta.url);
const names = readdirSync(folder).filter((name) => statSync(new URL(name, folder)).isDirectory());

/** What names an integration in code: `rank-math`, `rankMath`, `Rank Math`, `rank_math`. `seo` is a kind of plugin. */
const naming = names.filter((name) => name !== 'seo').map((name) => name.replaceAll('-', '[-_ ]?'));

function linesThatName(sources: ReadonlyMap<string, string>): readonly string[] {
  const pattern = new RegExp(naming.join('|'), 'i');
  return [...sources]
    .filter(([path]) => !path.startsWith('integrations/'))
    .flatMap(([path, source]) => source.split('\n').map((line) => `${path}: ${line.trim()}`))
    .filter((line) => pattern.test(line));
}

describe('the code outside of src/integrations', () => {
  it('names no plugin that has an integration', () => {
    expect(naming).toContain('rank[-_ ]?math');
    expect(linesThatName(readSources())).toEqual([]);
  });

  it.each(['rankMathRoute', "customFields.has('yoast_head')", '// ACF adds links.', "'/jwt-auth/v1/token'"])(
    'would be caught with %s',
    (code) => {
      expect(linesThatName(new Map([['schema/build.ts', code]]))).toHaveLength(1);
    },
  );
});
