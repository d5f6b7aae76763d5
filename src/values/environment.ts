/** Returns an environment variable. Undefined if it is not set, or if the host has none: Cloudflare passes variables to `fetch`. */
export function environmentVariable(name: string): string | undefined {
  return typeof process === 'undefined' ? undefined : process.env?.[name];
}
