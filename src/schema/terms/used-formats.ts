import { chunkSize } from '../../loading/base/lists.ts';
import type { Loaders } from '../../loading/loaders.ts';
import { countCollection } from '../../loading/pages/whole.ts';
import { formats } from '../../site/post-formats.ts';
import { text } from '../../wordpress/document.ts';
import { InputError } from '../kit/base/errors.ts';
import { compareNames } from '../kit/base/text.ts';
import { resourceNamed } from '../kit/graph/graph.ts';
import { asList, isNotGiven, type WhereRow } from '../kit/where/rows.ts';
import { termWhere } from '../where/term-arguments.ts';

/** A post format of at least one post. In WordPress' database, its name equals its slug. */
interface UsedFormat {
  /** `aside` */
  readonly format: string;
  /** `post-format-aside` */
  readonly slug: string;
  readonly count: number;
}

const whyRefused = 'Post formats can only be filtered by `search`, `nameLike`, `name` and `slug`.';

/** The filter of each `where` argument that the gateway can apply to post formats. */
const filters: Readonly<Record<string, (value: unknown) => (format: UsedFormat) => boolean>> = {
  childless: () => () => true,
  hideEmpty: () => () => true,
  name:
    (value) =>
    ({ slug }) =>
      texts(value).includes(slug),
  nameLike:
    (value) =>
    ({ slug }) =>
      slug.includes(String(value).toLowerCase()),
  parent: (value) => () => value === 0,
  search:
    (value) =>
    ({ slug }) =>
      slug.includes(String(value).trim().toLowerCase()),
  slug:
    (value) =>
    ({ slug }) =>
      texts(value).includes(slug),
};

type Order = (a: UsedFormat, b: UsedFormat) => number;

const bySlug: Order = (a, b) => compareNames({ name: a.slug, id: 0 }, { name: b.slug, id: 0 });

const orders: Readonly<Record<string, Order>> = {
  COUNT: (a, b) => a.count - b.count || bySlug(a, b),
  NAME: bySlug,
  SLUG: bySlug,
};

/** The `where` arguments of connections to post formats. An argument that the gateway cannot apply is an error if it is used. */
export const formatWhere: readonly WhereRow[] = termWhere.map((row) =>
  row.argument in filters || row.argument.startsWith('order') || makesNoDifference(row)
    ? row
    : { ...row, description: '', availability: { to: 'nobody', otherwise: 'error', because: whyRefused } },
);

/**
 * Reads the post formats that posts have, filters and sorts them. Costs one request, or one more per format if the posts with
 * formats do not fit into one response.
 *
 * @throws InputError if the gateway cannot apply an argument or an order, or if WordPress is too old to list posts by format
 */
export async function readUsedFormats(
  where: Readonly<Record<string, unknown>>,
  loaders: Loaders,
): Promise<readonly UsedFormat[]> {
  const { order, orderby, ...others } = where;
  const given = Object.entries(others).filter(([, value]) => !isNotGiven(value));
  const filtersInUse = given.flatMap(([argument, value]) => {
    if (termWhere.some((row) => row.argument === argument && makesNoDifference(row))) return [];
    const filter = filters[argument];
    if (!filter) throw new InputError(`\`where.${argument}\` cannot be used here. ${whyRefused}`);
    return [filter(value)];
  });
  const field = String(orderby ?? 'NAME');
  const compare = orders[field];
  if (!compare) {
    throw new InputError(
      `\`where.orderby\` cannot be ${field} for post formats. Use ${Object.keys(orders).join(', ')}.`,
    );
  }
  const matching = (await countFormats(loaders)).filter((format) =>
    filtersInUse.every((matches) => matches(format)),
  );
  const sorted = [...matching].sort(compare);
  const isDescending = (order ?? (field === 'NAME' ? 'ASC' : 'DESC')) === 'DESC';
  return isDescending ? sorted.reverse() : sorted;
}

/** Returns the slug of a post format: `post-format-aside` for `aside`. */
export function slugOfFormat(format: string): string {
  return `post-format-${format}`;
}

/**
 * Returns the REST parameters for posts of the given formats.
 *
 * @throws InputError if WordPress is too old to list posts by format
 */
export function formatFilter(names: readonly string[], { site }: Loaders) {
  if (resourceNamed(site, 'post').parameters.has('format')) return { format: names };
  throw new InputError('This site cannot list posts by format: that needs WordPress 6.8 or newer.');
}

/** Returns whether the site's WordPress can list posts by format. */
export function canListByFormat({ site }: Loaders): boolean {
  return site.resources.get('post')?.parameters.has('format') ?? false;
}

async function countFormats(loaders: Loaders): Promise<readonly UsedFormat[]> {
  const resource = resourceNamed(loaders.site, 'post');
  const { documents, total } = await loaders.rest.list(resource.route, {
    ...formatFilter(formats, loaders),
    per_page: chunkSize,
    _fields: ['id', 'format'],
  });
  const isWhole = total !== null && documents.length >= total;
  const counts = await Promise.all(
    formats.map((format) =>
      isWhole
        ? documents.filter((document) => text(document, 'format') === format).length
        : countCollection(loaders.rest, { resource, filter: formatFilter([format], loaders) }),
    ),
  );
  return formats.flatMap((format, index) => {
    const count = counts[index] ?? 0;
    return count > 0 ? [{ format, slug: slugOfFormat(format), count }] : [];
  });
}

function texts(value: unknown): readonly string[] {
  return asList(value).map((each) => String(each).toLowerCase());
}

/** Returns whether an argument never changes a list of terms. */
function makesNoDifference({ availability }: WhereRow): boolean {
  return availability?.otherwise === 'no difference';
}
