import type { Loaders } from '../../loading/loaders.ts';
import { type GraphQLResolveInfo, isAbstractType, isUnionType } from '../../packages/graphql.ts';
import { menuItemResource, menuResource } from '../../site/menu-resources.ts';
import type { Resource } from '../../site/site.ts';
import { objectTypesOf } from '../../site/variants.ts';
import { isRecord } from '../../values/json.ts';
import { InputError } from '../kit/base/errors.ts';
import { documentPrefixes, parseGlobalId } from '../kit/base/global-id.ts';
import { type GraphNode, typeNameOf } from '../kit/base/virtual-nodes.ts';
import { projectionOf } from '../kit/plugins/reads/projection.ts';
import { findMenu } from '../menus/find-menu.ts';
import { findItem } from '../menus/menu-roots.ts';
import { loadNode } from '../roots/node-by-id.ts';
import { added } from './names.ts';

interface Lookup {
  readonly loaders: Loaders;
  readonly info: GraphQLResolveInfo;
}

/** Functions that find nodes whose global ids look like those of documents, by type. */
const finders: Readonly<Record<string, (id: string, lookup: Lookup) => Promise<GraphNode | null>>> = {
  [menuResource.typeName]: (id, { loaders }) => findMenu(id, 'ID', loaders),
  [menuItemResource.typeName]: (id, lookup) => findItem(id, 'ID', lookup),
};

/**
 * Returns the nodes of representations, in their order: null where the client may see none; one that fails rejects. One
 * request reads all documents of one resource.
 *
 * @throws InputError if there are more than `maxPageSize`
 */
export async function loadEntities(
  representations: readonly unknown[],
  lookup: Lookup,
): Promise<Promise<GraphNode | null>[]> {
  const { site, limits } = lookup.loaders;
  if (representations.length > limits.maxPageSize) {
    throw new InputError(
      `\`representations\` has ${representations.length} items. The gateway accepts at most ${limits.maxPageSize}. Send fewer at a time, or ask the operator to raise \`maxPageSize\`.`,
    );
  }
  const resources = new Map(
    [...site.resources.values()].flatMap((resource) =>
      [resource.typeName, ...objectTypesOf(resource)].map((name) => [name, resource]),
    ),
  );
  const load = async (representation: unknown) => {
    const parsed = parseRepresentation(representation, lookup.info);
    const resource = resources.get(parsed.typeName);
    const find = finders[parsed.typeName] ?? loadNode;
    const found = await (resource
      ? loadDocument(parsed, resource, lookup)
      : find(globalIdOf(parsed), lookup));
    return found && isOfType(found, parsed.typeName, lookup.info) ? found : null;
  };
  const nodes = representations.map(load);
  // Others go on if one fails: graphql-js gives each error the path of its item.
  await Promise.allSettled(nodes);
  return nodes;
}

/** What a representation says about its node. */
interface Representation {
  readonly typeName: string;
  /** The representation itself. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** @throws InputError if the value names no type of nodes that the graph finds */
function parseRepresentation(value: unknown, { schema }: GraphQLResolveInfo): Representation {
  const typeName = isRecord(value) ? value['__typename'] : undefined;
  if (!isRecord(value) || typeof typeName !== 'string') {
    throw new InputError(
      'A representation must be an object with `__typename` and a key: `{ "__typename": "Post", "id": "cG9zdDox" }`.',
    );
  }
  const entity = schema.getType(added.entity);
  const type = schema.getType(typeName);
  const isEntity =
    isUnionType(entity) &&
    (isAbstractType(type)
      ? schema.getPossibleTypes(type).every((each) => schema.isSubType(entity, each))
      : entity.getTypes().some(({ name }) => name === typeName));
  if (!isEntity) throw new InputError(`The graph finds no ${JSON.stringify(typeName)} by a key.`);
  return { typeName, fields: value };
}

/** @throws InputError if the representation has no key, or its key is none of the resource */
async function loadDocument(
  representation: Representation,
  resource: Resource,
  { loaders, info }: Lookup,
): Promise<GraphNode | null> {
  const { databaseId } = representation.fields;
  const id =
    databaseId === undefined ? databaseIdIn(globalIdOf(representation), resource) : wholeNumber(databaseId);
  if (id === null) {
    const { typeName, fields } = representation;
    const key = databaseId === undefined ? 'id' : 'databaseId';
    throw new InputError(`\`${key}\` is ${JSON.stringify(fields[key])}, which is none of \`${typeName}\`.`);
  }
  return loaders.entities(resource).load(id, projectionOf(info, resource.typeName).paths);
}

function databaseIdIn(globalId: string, { kind }: Resource): number | null {
  const parsed = parseGlobalId(globalId);
  return parsed?.type === documentPrefixes[kind] ? wholeNumber(parsed.id) : null;
}

/** Returns the number of a database id, which starts at 1. Routers may send it as a text. */
function wholeNumber(value: unknown): number | null {
  const isNumber = typeof value === 'number' || typeof value === 'string';
  return isNumber && /^[1-9]\d{0,14}$/.test(String(value)) ? Number(value) : null;
}

function globalIdOf({ typeName, fields }: Representation): string {
  const { id } = fields;
  if (typeof id === 'string') return id;
  throw new InputError(`The representation of a \`${typeName}\` has no key. Send its \`id\`.`);
}

function isOfType(node: GraphNode, typeName: string, { schema }: GraphQLResolveInfo): boolean {
  const name = typeNameOf(node);
  const [type, wanted] = [schema.getType(name), schema.getType(typeName)];
  if (name === typeName || !isAbstractType(wanted)) return name === typeName;
  return schema.getPossibleTypes(wanted).some((each) => each === type);
}
