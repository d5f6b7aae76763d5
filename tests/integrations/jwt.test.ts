import { describe, expect, it } from 'vitest';
import { builtInIntegrations } from '../../src/integrations/built-in.ts';
import { buildSchema } from '../../src/schema/build.ts';
import { stockSite } from '../../src/site/stock.ts';

/** The fields of `RootMutation` by which visitors sign in, of a site with some routes. */
const routed = (...routes: string[]) => {
  const schema = buildSchema(
    { ...stockSite(), routes: new Set(routes) },
    { integrations: builtInIntegrations },
  );
  const mutations = schema.getMutationType()?.getFields() ?? {};
  return Object.values(mutations).filter(({ name }) => /login|refresh/i.test(name));
};

describe('signing in by password', () => {
  it('is known by the routes of plugins', () => {
    expect(routed('/wp/v2/posts')).toEqual([]);
    expect(routed('/jwt-auth/v1', '/jwt-auth/v1/token').map(({ description }) => description)).toEqual([
      expect.stringContaining('JWT Authentication'),
    ]);
    expect(routed('/simple-jwt-login/v1/auth').map(({ name }) => name)).toEqual([
      'login',
      'refreshJwtAuthToken',
      'refreshToken',
    ]);
  });
});
