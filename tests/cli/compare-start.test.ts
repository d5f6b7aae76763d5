import { describe, expect, it } from 'vitest';
import { startFor } from '../../src/cli/compare-start.ts';
import type { DocumentReport } from '../../src/compare/diff/report.ts';
import type { TransportReport } from '../../src/compare/transport/transport.ts';

describe('the command that serves a frontend', () => {
  const differing = {
    differences: [{ reason: 'Give it a service credential with the grant `menus`.' }],
    unsupported: [{ subject: 'a', why: 'b', instead: 'Grant `block-theme`.' }],
  } as unknown as DocumentReport;
  const obstacle = (kind: TransportReport['kind'], name: string): TransportReport => ({
    ...{ kind, name, file: 'a.js', line: 1, wpgraphql: null, gateway: 'No.', advice: null, isObstacle: true },
  });

  it('names the grants and flags that the comparison found to be needed', () => {
    const start = startFor(
      [differing],
      [obstacle('path', 'the path /wp/graphql'), obstacle('credentials', 'c')],
      {
        settings: { grants: ['settings'], frontendUrl: 'https://shop.example' },
        site: 'https://site.example/',
      },
    );
    expect(start).toEqual({
      command:
        "PRESSQL_SERVICE_CREDENTIAL='<user>:<application password>' pressql https://site.example/ --frontend-url https://shop.example --endpoint /wp/graphql --cors-origins https://your-frontend.example --grants settings,menus,block-theme",
      grants: ['settings', 'menus', 'block-theme'],
      address: 'http://localhost:4000/wp/graphql',
    });
  });

  it('is no more than the address where nothing is needed', () => {
    expect(startFor([], [], { settings: {}, site: 'https://site.example/' }).command).toBe(
      'pressql https://site.example/',
    );
  });
});
