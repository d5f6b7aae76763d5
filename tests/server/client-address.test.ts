import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { clientAddressBehind, unnamedProxyBeside } from '../../src/server/client-address.ts';
import { clientNetwork } from '../../src/values/ip-address.ts';

describe('the address of a client', () => {
  const addressOf = (proxies: readonly string[], remoteAddress: string, forwarded?: string) =>
    clientAddressBehind(proxies)({
      socket: { remoteAddress } as IncomingMessage['socket'],
      headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
    });

  it('is that of the connection if the operator trusts no proxy', () => {
    expect(addressOf([], '203.0.113.7', '198.51.100.1')).toBe('203.0.113.7');
    expect(addressOf([], '::ffff:203.0.113.7')).toBe('203.0.113.7');
    expect(addressOf(['10.0.0.0/8'], '203.0.113.7', '198.51.100.1')).toBe('203.0.113.7');
  });

  it('is the last one that no trusted proxy has, whatever the client invents before it', () => {
    const proxies = ['loopback', '10.0.0.0/8', '2001:db8::/32'];
    expect(addressOf(proxies, '10.1.2.3', '198.51.100.1')).toBe('198.51.100.1');
    expect(addressOf(proxies, '127.0.0.1', '1.1.1.1, 198.51.100.1, 10.9.9.9')).toBe('198.51.100.1');
    expect(addressOf(proxies, '2001:db8::1', '10.0.0.5, 2001:4860::8888')).toBe('2001:4860::8888');
    expect(addressOf(proxies, '::1', '198.51.100.1:4711')).toBe('198.51.100.1');
    expect(addressOf(proxies, '::ffff:10.1.2.3', '[2001:4860::8888]:4711')).toBe('2001:4860::8888');
  });

  it.each(['', 'unknown', '2130706433', '<script>', '300.1.1.1', ', ,', '198.51.100.1, unknown'])(
    'is that of the last proxy if the header says %j',
    (forwarded) => {
      expect(addressOf(['10.0.0.0/8'], '10.1.2.3', forwarded)).toBe('10.1.2.3');
    },
  );

  it('says who forwards without being named, and never that of a trusted proxy', () => {
    const unnamed = (proxies: readonly string[], forwarded?: string) =>
      unnamedProxyBeside(proxies)({
        socket: { remoteAddress: '10.1.2.3' } as IncomingMessage['socket'],
        headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
      });
    for (const forwarded of ['198.51.100.1', 'unknown', '']) {
      expect(unnamed([], forwarded)).toBe('10.1.2.3');
      expect(unnamed(['10.0.0.0/8'], forwarded)).toBeNull();
    }
    expect(unnamed([])).toBeNull();
  });

  it('counts as one with its neighbours in a network of IPv6', () => {
    expect(clientNetwork('2001:db8:1:2:aaaa::1')).toBe(clientNetwork('2001:db8:1:2:bbbb::2'));
    expect(clientNetwork('2001:db8:1:2::1')).not.toBe(clientNetwork('2001:db8:1:3::1'));
    expect(clientNetwork('203.0.113.7')).toBe('203.0.113.7');
  });
});
