/** Returns the path and the query of a link, as frontends know it: `/2026/05/hello/`, `/?p=7`. Null if it is no address. */
export function uriIn(link: string | null): string | null {
  if (link === null || !URL.canParse(link)) return null;
  const { pathname, search } = new URL(link);
  return `${pathname}${search}`;
}
