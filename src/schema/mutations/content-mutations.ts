import type { Entity } from '../../loading/base/entity.ts';
import { renameAdvice } from '../../loading/rest/overlapped-fields.ts';
import { type Resource, resourcesOf } from '../../site/site.ts';
import { WordPressError } from '../../wordpress/errors.ts';
import { InputError } from '../kit/base/errors.ts';
import type { Graph } from '../kit/graph/graph.ts';
import { contentRows } from './content-rows.ts';
import { addDeletion, changedByTrash } from './deletion.ts';
import { databaseIdOf, type InputRow, idInput, parametersOf, row } from './input-rows.ts';
import { addMutation, type MutationRun, nodeField, type Outcome } from './mutation.ts';
import { formatOf, termIdsOf } from './term-nodes.ts';
import { saveDocument, trashDocument } from './write-document.ts';

/** Adds three mutations for every content type except media: `createPost`, `updatePost` and `deletePost`. */
export function addContentMutations(graph: Graph): void {
  for (const resource of resourcesOf(graph.site, 'content')) {
    if (resource.traits.has('files') || resource.variants) continue;
    const { typeName, singular, label } = resource;
    const taxonomies = resourcesOf(graph.site, 'term').filter(({ name }) => resource.linked.includes(name));
    const rows = contentRows(graph, resource, taxonomies);
    addMutation(graph, {
      name: `create${typeName}`,
      description: `Creates a document of ${label}. It is a draft unless \`status\` is given.`,
      rows,
      payload: (t) => ({ [singular]: nodeField(t, graph, resource, 'The created document.') }),
      run: (mutating) => create(mutating, { resource, taxonomies, rows }),
    });
    addMutation(graph, {
      name: `update${typeName}`,
      description: `Changes a document of ${label}; fields that the input leaves out keep their values.`,
      rows: [idInput, ...rows, ignoreEditLock],
      payload: (t) => ({ [singular]: nodeField(t, graph, resource, 'The changed document.') }),
      run: (mutating) => update(mutating, { resource, taxonomies, rows }),
    });
    addDeletion(graph, resource, {
      description: `Moves a document of ${label} to the trash, or deletes it permanently.`,
      rows: [ignoreEditLock],
      changed: changedByTrash,
    });
  }
}

const ignoreEditLock: InputRow = row('ignoreEditLock', 'Boolean', null, '', {
  isHandledApart: true,
  availability: {
    to: 'nobody',
    otherwise: 'no difference',
    because: "WordPress' REST API saves a document even if another user is editing it.",
  },
});

/** A content type with its taxonomies and input rows. */
interface ContentType {
  readonly resource: Resource;
  readonly taxonomies: readonly Resource[];
  readonly rows: readonly InputRow[];
}

/** Returns the REST parameters for content. Creates the terms that the input names and the site lacks. */
async function bodyOf(
  mutating: MutationRun,
  { resource, taxonomies, rows, id }: ContentType & { id: number | null },
) {
  const body = parametersOf(rows, mutating.input);
  const format = formatOf(mutating.input['postFormats']);
  if (format !== undefined) body['format'] = format;
  for (const [field, taxonomy] of resource.overlaps.fields) {
    if (body[field] === undefined) continue;
    throw new InputError(
      `\`${field}\` can't be set: WordPress reads it as terms of the taxonomy "${taxonomy}", whose rest_base has the same name. ${renameAdvice(taxonomy)}`,
    );
  }
  for (const taxonomy of taxonomies) {
    const ids = await termIdsOf(mutating, { content: resource, id, taxonomy });
    if (ids) body[taxonomy.restBase] = ids;
  }
  return body;
}

/** Creates content. REST refuses `trash` as a status, so the gateway creates such content and then moves it to the trash. */
async function create(mutating: MutationRun, content: ContentType): Promise<Outcome> {
  const { resource } = content;
  const { status, ...others } = await bodyOf(mutating, { ...content, id: null });
  if (status !== 'trash') return { node: await createOrSubmit(mutating, resource, { ...others, status }) };
  const { document } = await saveDocument(mutating, resource, { route: resource.route, body: others });
  return { node: await trashDocument(mutating, resource, document.id) };
}

/** Creates content. If the user may not publish, it becomes pending, as in WPGraphQL and WordPress' editor. */
async function createOrSubmit(
  mutating: MutationRun,
  resource: Resource,
  body: Readonly<Record<string, unknown>>,
): Promise<Entity> {
  const { route } = resource;
  try {
    return await saveDocument(mutating, resource, { route, body });
  } catch (error) {
    const mayNotPublish = error instanceof WordPressError && error.details.restCode === 'rest_cannot_publish';
    if (!mayNotPublish) throw error;
    return saveDocument(mutating, resource, { route, body: { ...body, status: 'pending' } });
  }
}

async function update(mutating: MutationRun, content: ContentType): Promise<Outcome> {
  const { resource } = content;
  const id = databaseIdOf(mutating.input['id'], 'id');
  const { status, ...others } = await bodyOf(mutating, { ...content, id });
  const route = `${resource.route}/${id}`;
  if (status !== 'trash') {
    return { node: await saveDocument(mutating, resource, { route, body: { ...others, status } }) };
  }
  if (Object.keys(others).length > 0) await saveDocument(mutating, resource, { route, body: others });
  return { node: await trashDocument(mutating, resource, id) };
}
