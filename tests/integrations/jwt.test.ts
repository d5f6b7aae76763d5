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
    for (const [route, plugin] of [
      ['/jwt-auth/v1/token', 'JWT Authentication for WP REST API'],
      ['/simple-jwt-login/v1/auth', 'Simple JWT Login'],
      ['/wp/v2/token', "WP-API's JWT Auth"],
    ] as const) {
      const mutations = routed(route);
      expect(mutations.map(({ name }) => name)).toEqual(['login', 'refreshJwtAuthToken', 'refreshToken']);
      expect(mutations[0]?.description).toContain(plugin);
    }
    const [login] = routed('/jwt-auth/v1/token', '/jwt-auth/v1/token/refresh');
    expect(login?.description).toContain('JWT Auth)');
  });
});
