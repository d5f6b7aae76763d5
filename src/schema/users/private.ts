import type { AuthorName } from '../../loading/entities/author-names.ts';
import { isRecord } from '../../values/json.ts';
import { text } from '../../wordpress/document.ts';
import { alwaysNull } from '../kit/base/availability.ts';
import type { EntityFields, Field } from '../kit/graph/graph.ts';
import { readAsEditor } from '../kit/plugins/reads/editor.ts';

/** Texts that users and administrators see, and where they stand in REST's `edit` context. */
const texts: Readonly<Record<string, string>> = {
  email: 'email',
  nickname: 'nickname',
  nicename: 'slug',
  username: 'username',
  locale: 'locale',
  registeredDate: 'registered_date',
};

/** Names that WPGraphQL shows to everybody. */
const publicNames: Readonly<Record<string, { readonly key: AuthorName; readonly what: string }>> = {
  firstName: { key: 'first_name', what: 'Their first name' },
  lastName: { key: 'last_name', what: 'Their last name' },
};

/** What REST shows to nobody. */
const absentFields = {
  texts: ['adminColor', 'capKey'],
  flags: [
    'hasCommentShortcutsEnabled',
    'hasRichEditingEnabled',
    'hasSyntaxHighlightingEnabled',
    'shouldShowAdminToolbar',
  ],
};

/** Fields of users that only they and administrators see. */
export function privateFields(t: EntityFields): Record<string, Field> {
  return {
    isRestricted: t.boolean({
      description: 'Whether part of it is kept back: from everybody but the user and administrators.',
      resolve: async (user, _args, { loaders }) => (await readAsEditor(user, loaders, ['id'])) === null,
    }),
    ...fieldsNamed(Object.keys(texts), (name) =>
      t.string({
        availability: { to: 'themselves' },
        resolve: async (user, _args, { loaders }) => {
          const path = texts[name] ?? name;
          return text(await readAsEditor(user, loaders, [path]), path) || null;
        },
      }),
    ),
    ...Object.fromEntries(
      Object.entries(publicNames).map(([name, { key, what }]): [string, Field] => [
        name,
        t.string({
          description: `${what}.`,
          availability: { to: 'themselves', grant: 'authors' },
          resolve: async (user, _args, { loaders }) => {
            const edited = await readAsEditor(user, loaders, [key]);
            return edited ? text(edited, key) || null : loaders.authorNames.load(user.document.id, key);
          },
        }),
      ]),
    ),
    ...fieldsNamed(absentFields.texts, () => t.string({ availability: alwaysNull, resolve: () => null })),
    ...fieldsNamed(absentFields.flags, () => t.boolean({ availability: alwaysNull, resolve: () => null })),
    capabilities: capabilities(t, (value) => value === true),
    // WPGraphQL has here what is forbidden to them as well.
    extraCapabilities: capabilities(t, () => true),
  };
}

function fieldsNamed(names: readonly string[], make: (name: string) => Field): Record<string, Field> {
  return Object.fromEntries(names.map((name) => [name, make(name)]));
}

function capabilities(t: EntityFields, isShown: (value: unknown) => boolean): Field {
  return t.stringList({
    availability: { to: 'themselves' },
    nullable: { list: true, items: true },
    resolve: async (user, _args, { loaders }) => {
      const held = (await readAsEditor(user, loaders, ['capabilities']))?.['capabilities'];
      // PHP writes an empty list where nobody holds anything.
      if (!isRecord(held)) return null;
      const shown = Object.keys(held).filter((name) => isShown(held[name]));
      return shown.length > 0 ? shown : null;
    },
  });
}
