import { parse } from 'graphql';
import { expect, it } from 'vitest';
import { joinedExamples } from '../../../src/server/many/examples.ts';

it('the examples give each site an alias of its own', () => {
  const [first] = joinedExamples(['a-b', 'a_b', '2026', 'other']);
  expect(() => parse(first?.query ?? '')).not.toThrow();
  expect(first?.query.match(/\w+: site\(.*\)/g)).toEqual([
    'a_b: site(name: "a-b")',
    'a_b2: site(name: "a_b")',
    '_2026: site(name: "2026")',
  ]);
});
