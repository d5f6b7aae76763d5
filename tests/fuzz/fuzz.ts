import fc from 'fast-check';

/** The seed of all fuzzers, so that a failure is repeated. `PRESSQL_FUZZ_SEED=random` chooses one; failures print it. */
const given = process.env['PRESSQL_FUZZ_SEED'] ?? '20261128';
const seed = given === 'random' ? {} : { seed: Number(given) };

/** How many values a fuzzer tries. `PRESSQL_FUZZ_RUNS` sets it. */
const runs = Number(process.env['PRESSQL_FUZZ_RUNS'] ?? 0);

/**
 * Checks a property of any value.
 *
 * @param known - values that once failed; they are tried first
 * @throws Error with the smallest value that fails, and the seed
 */
export function fuzz<T>(
  values: fc.Arbitrary<T>,
  property: (value: T) => void,
  known: readonly T[] = [],
): void {
  const examples = known.map((value): [T] => [value]);
  fc.assert(fc.property(values, property), { ...seed, numRuns: runs || 500, examples });
}

/** Checks an asynchronous property of any value. */
export async function fuzzAsync<T>(
  values: fc.Arbitrary<T>,
  property: (value: T) => Promise<void>,
  { known = [], numRuns }: { readonly known?: readonly T[]; readonly numRuns: number },
): Promise<void> {
  const examples = known.map((value): [T] => [value]);
  await fc.assert(fc.asyncProperty(values, property), { ...seed, numRuns: runs || numRuns, examples });
}
