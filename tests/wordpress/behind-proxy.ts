import { afterAll } from 'vitest';
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts';
import { startSite, type TestSite } from './site.ts';

/**
 * Starts a WordPress, and a proxy in front of it that can break every answer. Both end with the tests of the file.
 *
 * @example
 * const { site, proxy } = await siteBehindProxy();
 */
export async function siteBehindProxy(): Promise<{ readonly site: TestSite; readonly proxy: FaultProxy }> {
  const site = await startSite();
  const proxy = await startFaultProxy(site.url);
  afterAll(async () => {
    await proxy.close();
    await site.close();
  });
  return { site, proxy };
}
