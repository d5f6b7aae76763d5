import type { Entity } from '../../loading/base/entity.ts';
import type { GraphQLResolveInfo } from '../../packages/graphql.ts';
import { hasChange } from '../../values/wpgraphql.ts';
import { isDocument } from '../../wordpress/document.ts';
import { readAsPreview } from '../content/preview.ts';
import type { Context } from '../kit/base/context.ts';
import type { Types } from '../kit/graph/builder.ts';
import type { Graph } from '../kit/graph/graph.ts';
import { projectionOf } from '../kit/plugins/reads/projection.ts';

/** The arguments that choose a version of a document. */
interface VersionArguments {
  readonly id: string | number;
  readonly idType?: string | null | undefined;
  readonly asPreview?: boolean | null | undefined;
  readonly password?: string | null | undefined;
}

/** Returns the arguments `asPreview` and `password` of root fields for one document. */
export function versionArguments(
  t: PothosSchemaTypes.QueryFieldBuilder<Types, object>,
  { wpgraphql }: Pick<Graph, 'wpgraphql'>,
) {
  return {
    asPreview: t.arg.boolean({
      ...(hasChange(wpgraphql, 'deprecatedAsPreview')
        ? { deprecationReason: 'Send the request header `X-GraphQL-Preview` instead.' }
        : {}),
      description:
        'Returns the newest saved version, which may be unpublished, to users who may edit the document. Published documents without a newer version are returned to everybody.',
    }),
    password: t.arg.string({
      description: 'Password of a protected document (beyond WPGraphQL).',
      isSensitive: true,
    }),
  };
}

/**
 * Returns the version of a document that the arguments choose: a preview, or the document unlocked by its password. As in
 * WPGraphQL, a URL with `preview=true` chooses a preview, and a request that names the document as its preview chooses none
 * here: its fields show the preview. Returns null for a preview that the client may not see.
 *
 * @throws WordPressError if the password is wrong
 */
export async function requestedVersion(
  entity: Entity,
  { id, idType, asPreview: wanted, password }: VersionArguments,
  { loaders, preview, info }: Pick<Context, 'loaders' | 'preview'> & { info: GraphQLResolveInfo },
): Promise<Entity | null> {
  const isPreview = wanted ?? (idType === 'URI' && /[?&]preview=true\b/.test(String(id)));
  if (isPreview && preview?.databaseId !== entity.document.id) {
    const newest = await readAsPreview(entity, { loaders, info });
    if (newest !== entity) return newest;
  }
  if (!password) return entity;
  const { resource } = entity;
  const document = await loaders.rest.get(`${resource.route}/${entity.document.id}`, {
    password,
    _fields: [...projectionOf(info, resource.typeName).paths],
  });
  return isDocument(document) ? { resource, document, isUnlocked: true } : entity;
}
