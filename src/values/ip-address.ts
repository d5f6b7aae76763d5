import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** Names for ranges of addresses, as in Express. */
const namedRanges: Readonly<Record<string, readonly string[]>> = {
  loopback: ['127.0.0.0/8', '::1/128'],
  linklocal: ['169.254.0.0/16', 'fe80::/10'],
  uniquelocal: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
};

/** Whether a text is an IP address, a range of addresses (CIDR), `loopback`, `linklocal` or `uniquelocal`. */
export function isAddressRange(text: string): boolean {
  return Object.hasOwn(namedRanges, text) || ipaddr.isValid(text) || ipaddr.isValidCIDR(text);
}

/**
 * Returns a function that tells whether an address is in one of several ranges.
 *
 * @throws Error if a text is no range
 */
export function addressesIn(ranges: readonly string[]): (address: string) => boolean {
  const parsed = ranges
    .flatMap((range) => namedRanges[range] ?? [range])
    .map((range) => (range.includes('/') ? ipaddr.parseCIDR(range) : singleAddress(ipaddr.parse(range))));
  return (text) => {
    const address = parse(text);
    return (
      address !== null &&
      parsed.some(([start, bits]) => address.kind() === start.kind() && address.match(start, bits))
    );
  };
}

/**
 * Returns an address in its usual form, without a port (`[::1]:4711`, `10.0.0.1:4711`: Azure writes one). Returns null if
 * the text is no address.
 */
export function normalAddress(text: string): string | null {
  return parse(text)?.toString() ?? null;
}

/**
 * Returns the addresses that count as one client: an IPv4 address, or the /64 network of an IPv6 address, since providers
 * give each customer at least that many.
 */
export function clientNetwork(address: string): string {
  const parsed = parse(address);
  if (!(parsed instanceof ipaddr.IPv6)) return address;
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toString()}/64`).toString()}/64`;
}

function singleAddress(address: Address): [Address, number] {
  const plain = unmapped(address);
  return [plain, plain.kind() === 'ipv4' ? 32 : 128];
}

function parse(text: string): Address | null {
  const bare = /^\[([^\]]*)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;
  // Numbers such as `2130706433` are addresses for ipaddr.js, and for no proxy.
  if (!/[.:]/.test(bare) || !ipaddr.isValid(bare)) return null;
  return unmapped(ipaddr.parse(bare));
}

/** Returns the IPv4 address in an IPv6 address like `::ffff:10.0.0.1`, which sockets of both families have. */
function unmapped(address: Address): Address {
  return address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress() ? address.toIPv4Address() : address;
}
