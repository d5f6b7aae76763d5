import { groupBy } from '../loading/base/lists.ts';
import type { Discovery } from '../site/discover.ts';
import { nameOf, undescribedIn } from '../site/examples/option-names.ts';
import type { JsonSchema } from '../site/json-schema.ts';
import type { Resource } from '../site/site.ts';
import { type Check, good } from './check.ts';

const topic = 'Fields by example';

/**
 * Says which fields have types from examples, and which could have them: fields without a usable JSON schema.
 *
 * @param ignored - keys that integrations read
 */
export function* exampleChecks(
  { site }: Pick<Discovery, 'site'>,
  ignored: ReadonlySet<string>,
): Generator<Check> {
  const resources = [...site.resources.values()];
  const typed = resources.flatMap(typedIn);
  if (typed.length > 0) yield good(topic, `typed by example: ${typed.join(', ')}`);
  const fields = resources.flatMap((row) => undescribedIn(row, ignored));
  if (fields.length === 0) return;
  // A field of several types needs no name of a type.
  const owners = groupBy(fields, ({ path }) => path.join('.'));
  const names = [...owners].flatMap(([name, [first, ...others]]) =>
    first && others.length === 0 ? nameOf(first) : name,
  );
  const shown = [...owners].map(([name, rows]) => `${name} (${rows.map(({ row }) => row.name).join(', ')})`);
  yield {
    ...good(topic, `JSON, because they have no usable schema: ${shown.join('; ')}`),
    advice: `With \`typedByExample\` (--typed-by-example ${names.join(',')}) they get types from what visitors see.`,
  };
}

/** Returns the names of the fields of a resource whose schemas are examples. */
function typedIn(resource: Resource): readonly string[] {
  const isExample = ([, schema]: readonly [string, JsonSchema]) => schema.isExample === true;
  const meta = Object.entries(resource.customFields.get('meta')?.properties ?? {});
  return [
    ...[...resource.customFields].filter(isExample).map(([key]) => ({ row: resource, path: [key] })),
    ...meta.filter(isExample).map(([key]) => ({ row: resource, path: ['meta', key] })),
  ].map(nameOf);
}
