import type { Entity } from '../../loading/base/entity.ts';
import { otherBase } from '../../loading/rest/overlapped-fields.ts';
import { type Resource, resourcesOf } from '../../site/site.ts';
import { WordPressError } from '../../wordpress/errors.ts';
import { InputError } from '../kit/base/errors.ts';
import type { Graph } from '../kit/graph/graph.ts';
import { contentRows } from './content-rows.ts';
import { addDeletion, changed } from './deletion.ts';
import { addMutation, type Mutating, nodeField, type Outcome } from './mutation.ts';
import { databaseIdOf, type InputRow, idInput, parametersOf, row } from './rows.ts';
import { formatOf, termIdsOf } from './term-nodes.ts';
import { trashed, written } from './written.ts';

/** `createPost`, `updatePost`, `deletePost`, and those of every type of content but media. */
export function addContentMutations(graph: Graph): void {
  for (const resource of resourcesOf(graph.site, 'content')) {
    if (resource.traits.has('files')) continue;
    const { typeName, singular, label } = resource;
    const taxonomies = resourcesOf(graph.site, 'term').filter(({ name }) => resource.linked.includes(name));
    const rows = contentRows(graph, resource, taxonomies);
    addMutation(graph, {
      name: `create${typeName}`,
      description: `Makes one of ${label}; a draft unless \`status\` says more.`,
      rows,
      payload: (t) => ({ [singular]: nodeField(t, graph, resource, 'What was made.') }),
      run: (mutating) => create(mutating, { resource, taxonomies, rows }),
    });
    addMutation(graph, {
      name: `update${typeName}`,
      description: `Changes one of ${label}; what isn't given stays as it is.`,
      rows: [idInput, ...rows, ignoreEditLock],
      payload: (t) => ({ [singular]: nodeField(t, graph, resource, 'It, as it is now.') }),
      run: (mutating) => update(mutating, { resource, taxonomies, rows }),
    });
    addDeletion(graph, resource, {
      description: `Moves one of ${label} to the trash, or deletes it for good.`,
      rows: [ignoreEditLock],
      changed,
    });
  }
}

const ignoreEditLock: InputRow = row('ignoreEditLock', 'Boolean', null, '', {
  isApart: true,
  availability: {
    to: 'nobody',
    otherwise: 'no difference',
    because: "WordPress' REST API saves whether or not somebody else is editing.",
  },
});

interface Content {
  readonly resource: Resource;
  readonly taxonomies: readonly Resource[];
  readonly rows: readonly InputRow[];
}

async function bodyOf(
  mutating: Mutating,
  { resource, taxonomies, rows, id }: Content & { id: number | null },
) {
  const body = parametersOf(rows, mutating.input);
  const format = formatOf(mutating.input['postFormats']);
  if (format !== undefined) body['format'] = format;
  for (const [field, taxonomy] of resource.overlaps.fields) {
    if (body[field] === undefined) continue;
    throw new InputError(
      `WordPress would take \`${field}\` for terms of the taxonomy "${taxonomy}", which has the same rest_base. ${otherBase(taxonomy)}`,
    );
  }
  for (const taxonomy of taxonomies) {
    const ids = await termIdsOf(mutating, { content: resource, id, taxonomy });
    if (ids) body[taxonomy.restBase] = ids;
  }
  return body;
}

/** REST moves to the trash by deleting, and refuses `trash` as a status. */
async function create(mutating: Mutating, content: Content): Promise<Outcome> {
  const { resource } = content;
  const { status, ...others } = await bodyOf(mutating, { ...content, id: null });
  if (status !== 'trash') return { node: await published(mutating, resource, { ...others, status }) };
  const { document } = await written(mutating, resource, { route: resource.route, body: others });
  return { node: await trashed(mutating, resource, document.id) };
}

/** What is made by somebody who may not publish waits for somebody who may, as in WPGraphQL and WordPress' editor. */
async function published(
  mutating: Mutating,
  resource: Resource,
  body: Readonly<Record<string, unknown>>,
): Promise<Entity> {
  const { route } = resource;
  try {
    return await written(mutating, resource, { route, body });
  } catch (error) {
    const isUnpublished = error instanceof WordPressError && error.details.restCode === 'rest_cannot_publish';
    if (!isUnpublished) throw error;
    return written(mutating, resource, { route, body: { ...body, status: 'pending' } });
  }
}

async function update(mutating: Mutating, content: Content): Promise<Outcome> {
  const { resource } = content;
  const id = databaseIdOf(mutating.input['id'], 'id');
  const { status, ...others } = await bodyOf(mutating, { ...content, id });
  const route = `${resource.route}/${id}`;
  if (status !== 'trash') {
    return { node: await written(mutating, resource, { route, body: { ...others, status } }) };
  }
  if (Object.keys(others).length > 0) await written(mutating, resource, { route, body: others });
  return { node: await trashed(mutating, resource, id) };
}
