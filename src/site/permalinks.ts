import type { Site } from './site.ts';
export function uriOf(site: Site, link: string): string {
  return link.startsWith(site.home) ? link.slice(site.home.length) || '/' : link;
}
