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

/** A post format that posts have. WordPress' database has its slug for its name too. */
interface UsedFormat {
  /** `aside` */
  readonly format: string;
  /** `post-format-aside` */
  readonly slug: string;
  readonly count: number;
}

const filterReason =
  'Post formats can be filtered by `search`, `nameLike`, `name` and `slug`, and no other way.';

/** Which formats an argument leaves, of those that REST's posts can answer. */
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

/** `where` of connections to post formats: what REST can't tell of them is refused where it is used. */
export const formatWhere: readonly WhereRow[] = termWhere.map((row) =>
  row.argument in filters || row.argument.startsWith('order') || makesNoDifference(row)
    ? row
    : { ...row, description: '', availability: { to: 'nobody', otherwise: 'error', because: filterReason } },
);

/**
 * The post formats that posts have, filtered and in order. Whoever publishes many posts with formats costs a request for
 * each format, everybody else one in all.
 *
 * @throws InputError for an argument or an order that REST can't answer, and where WordPress is too old to list posts by format
 */
export async function readUsedFormats(
  where: Readonly<Record<string, unknown>>,
  loaders: Loaders,
): Promise<readonly UsedFormat[]> {
  const { order, orderby, ...others } = where;
  const given = Object.entries(others).filter(([, value]) => !isNotGiven(value));
  const kept = given.flatMap(([argument, value]) => {
    if (termWhere.some((row) => row.argument === argument && makesNoDifference(row))) return [];
    const filter = filters[argument];
    if (!filter) throw new InputError(`\`where.${argument}\` can't be answered: ${filterReason}`);
    return [filter(value)];
  });
  const field = String(orderby ?? 'NAME');
  const compare = orders[field];
  if (!compare) throw new InputError(`\`where.orderby\` can't be ${field} for post formats.`);
  const found = (await countFormats(loaders)).filter((format) => kept.every((holds) => holds(format)));
  const sorted = [...found].sort(compare);
  const isDescending = (order ?? (field === 'NAME' ? 'ASC' : 'DESC')) === 'DESC';
  return isDescending ? sorted.reverse() : sorted;
}

/** `post-format-aside` */
export function slugOfFormat(format: string): string {
  return `post-format-${format}`;
}

/** @throws InputError where the site's WordPress can't list posts by format */
export function formatFilter(wanted: readonly string[], { site }: Loaders) {
  if (resourceNamed(site, 'post').parameters.has('format')) return { format: wanted };
  throw new InputError("Posts can't be listed by format here: WordPress' REST API does so since 6.8.");
}

/** Whether the site's WordPress can list posts by format. */
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

/** Whether an argument makes no difference to any list of terms. */
function makesNoDifference({ availability }: WhereRow): boolean {
  return availability?.otherwise === 'no difference';
}
