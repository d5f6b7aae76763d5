import { describe, expect, it } from 'vitest';
import { loginOf } from '../../src/site/logins.ts';

const routed = (...routes: string[]) => loginOf({ routes: new Set(routes) });

describe('signing in by password', () => {
  it('is known by the routes of plugins', () => {
    expect(routed('/wp/v2/posts')).toBeNull();
    expect(routed('/jwt-auth/v1', '/jwt-auth/v1/token')?.plugin).toContain('JWT Authentication');
    expect(routed('/simple-jwt-login/v1/auth')?.refresh).toMatchObject({
      route: '/simple-jwt-login/v1/auth/refresh',
      parameter: 'refresh_token',
    });
  });
});
