import type { Entity } from '../../loading/base/entity.ts';
import type { Loaders } from '../../loading/loaders.ts';
import type { GraphQLResolveInfo } from '../../packages/graphql.ts';
import { isDocument } from '../../wordpress/document.ts';
import { readAsPreview } from '../content/preview.ts';
import type { Types } from '../kit/graph/builder.ts';
import { projectionOf } from '../kit/plugins/reads/projection.ts';

/** How a client wants to see one content. */
interface Seen {
  readonly id: string | number;
  readonly idType?: string | null | undefined;
  readonly asPreview?: boolean | null | undefined;
  readonly password?: string | null | undefined;
}

/** Arguments of root fields that give one content. */
export function seenArguments(t: PothosSchemaTypes.QueryFieldBuilder<Types, object>) {
  return {
    asPreview: t.arg.boolean({
      description:
        'As its newest version has it, saved but not published, for those who may edit it; null to others. Content without versions is itself.',
    }),
    password: t.arg.string({ description: 'The password, of what has one (beyond WPGraphQL).' }),
  };
}

/**
 * Content as a preview, or opened by its password. Like WPGraphQL, an address with `preview=true` asks for a preview.
 *
 * @throws WordPressError for a wrong password
 */
export async function asSeen(
  entity: Entity,
  { id, idType, asPreview: wanted, password }: Seen,
  { loaders, info }: { loaders: Loaders; info: GraphQLResolveInfo },
): Promise<Entity | null> {
  const isPreview = wanted ?? (idType === 'URI' && /[?&]preview=true\b/.test(String(id)));
  if (isPreview) {
    const preview = await readAsPreview(entity, { loaders, info });
    if (preview !== entity) return preview;
  }
  if (!password) return entity;
  const { resource } = entity;
  const document = await loaders.rest.get(`${resource.route}/${entity.document.id}`, {
    password,
    _fields: [...projectionOf(info, resource.typeName).paths],
  });
  return isDocument(document) ? { resource, document, isUnlocked: true } : entity;
}
