import { describe, expect, it } from 'vitest';
import { startAdvice } from '../../src/cli/compare-start.ts';
import type { DocumentReport } from '../../src/compare/diff/report.ts';
import type { TransportReport } from '../../src/compare/transport/transport.ts';

describe('the advised command', () => {
  const differing = {
    differences: [{ reason: 'Give it a service credential with the grant `menus`.' }],
    unsupported: [{ subject: 'a', why: 'b', instead: 'Grant `block-theme`.' }],
  } as unknown as DocumentReport;
  const obstacle = (kind: TransportReport['kind'], path: string | null): TransportReport => ({
    ...{
      kind,
      name: kind,
      path,
      file: 'a.js',
      line: 1,
      wpgraphql: null,
      gateway: 'No.',
      advice: null,
      isObstacle: true,
    },
  });

  it('has the grants and flags that the comparison found necessary', () => {
    const start = startAdvice([differing], [obstacle('path', '/wp/graphql'), obstacle('credentials', null)], {
      settings: { grants: ['settings'], frontendUrl: 'https://shop.example' },
      site: 'https://site.example/',
      found: { settings: { names: { book: { singular: 'novel', plural: 'novels' } } }, refused: [] },
    });
    expect(start).toEqual({
      command:
        "PRESSQL_SERVICE_CREDENTIAL='<user>:<application password>' pressql https://site.example/ --frontend-url https://shop.example --endpoint /wp/graphql --cors-origins https://your-frontend.example --grants settings,menus,block-theme",
      grants: ['settings', 'menus', 'block-theme'],
      settings: { names: { book: { singular: 'novel', plural: 'novels' } } },
      refused: [],
      address: 'http://localhost:4000/wp/graphql',
    });
  });

  it('is only the address if nothing else is necessary', () => {
    expect(
      startAdvice([], [], {
        settings: {},
        site: 'https://site.example/',
        found: { settings: {}, refused: [] },
      }).command,
    ).toBe('pressql https://site.example/');
  });
});
