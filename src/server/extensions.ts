/** The extensions of an answer, by name. */
type Extensions = Readonly<Record<string, unknown>>;

/** Returns extensions of an answer with more entries in `pressql`, the part that belongs to the gateway. */
export function withPressQL(extensions: Extensions | undefined, entries: Extensions): Extensions {
  const own = extensions?.['pressql'];
  return { ...extensions, pressql: { ...(typeof own === 'object' ? own : {}), ...entries } };
}
