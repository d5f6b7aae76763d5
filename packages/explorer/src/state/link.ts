/** A query that a link opens. Links never have headers or passwords. */
export interface Linked {
  readonly query: string;
  /** JSON. */
  readonly variables: string;
  readonly operationName: string | null;
}

/**
 * Returns the fragment of a link to a query. Browsers do not send fragments to servers, so no log has the query.
 *
 * @example
 * fragmentOf({ query: '{ viewer { name } }', variables: '', operationName: null }); // '#query=%7B+viewer…'
 */
export function fragmentOf({ query, variables, operationName }: Linked): string {
  const parameters = new URLSearchParams({ query });
  if (variables.trim() !== '') parameters.set('variables', variables);
  if (operationName !== null) parameters.set('operationName', operationName);
  return `#${parameters}`;
}

/** Returns the query that an address names, in its fragment or in its search. Returns null if it names none. */
export function linkedQuery(address: string): Linked | null {
  const { hash, search } = new URL(address);
  for (const part of [hash.slice(1), search.slice(1)]) {
    const parameters = new URLSearchParams(part);
    const query = parameters.get('query');
    if (query !== null && query.trim() !== '')
      return {
        query,
        variables: indented(parameters.get('variables') ?? ''),
        operationName: parameters.get('operationName') || null,
      };
  }
  return null;
}

/** Returns JSON with line breaks, unless it has some or is no JSON. */
function indented(json: string): string {
  if (json.includes('\n')) return json;
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}
