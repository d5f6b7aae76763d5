import type { AuthorName } from '../../loading/entities/author-names.ts';
import { isRecord } from '../../values/json.ts';
import { text } from '../../wordpress/document.ts';
import { alwaysNull } from '../kit/base/availability.ts';
import type { EntityFields, Field } from '../kit/graph/graph.ts';
import { readAsEditor } from '../kit/plugins/reads/editor.ts';

/** Fields that only the user and administrators may read, and their keys in REST's `edit` context. */
const texts: Readonly<Record<string, string>> = {
  email: 'email',
  nickname: 'nickname',
  nicename: 'slug',
  username: 'username',
  locale: 'locale',
  registeredDate: 'registered_date',
};

/** Names of users. WPGraphQL returns them to visitors; REST does not. */
const personalNames: Readonly<Record<string, { readonly key: AuthorName; readonly description: string }>> = {
  firstName: { key: 'first_name', description: 'The first name.' },
  lastName: { key: 'last_name', description: 'The last name.' },
};

/** Fields that REST does not contain at all. */
const absentFields = {
  texts: ['adminColor', 'capKey'],
  flags: [
    'hasCommentShortcutsEnabled',
    'hasRichEditingEnabled',
    'hasSyntaxHighlightingEnabled',
    'shouldShowAdminToolbar',
  ],
};

/** Returns the fields of `User` that only the user and administrators may read. */
export function privateFields(t: EntityFields): Record<string, Field> {
  return {
    isRestricted: t.boolean({
      description:
        'Whether the client may not read all fields of the user. False for the user and for administrators.',
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
      Object.entries(personalNames).map(([name, { key, description }]): [string, Field] => [
        name,
        t.string({
          description,
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
    // WPGraphQL includes capabilities that are explicitly denied to the user.
    extraCapabilities: capabilities(t, () => true),
  };
}

function fieldsNamed(names: readonly string[], make: (name: string) => Field): Record<string, Field> {
  return Object.fromEntries(names.map((name) => [name, make(name)]));
}

/** Returns a field for the names of capabilities, filtered by their value: true if granted, false if denied. */
function capabilities(t: EntityFields, isIncluded: (value: unknown) => boolean): Field {
  return t.stringList({
    availability: { to: 'themselves' },
    nullable: { list: true, items: true },
    resolve: async (user, _args, { loaders }) => {
      const held = (await readAsEditor(user, loaders, ['capabilities']))?.['capabilities'];
      // PHP encodes an empty object as an empty list.
      if (!isRecord(held)) return null;
      const names = Object.keys(held).filter((name) => isIncluded(held[name]));
      return names.length > 0 ? names : null;
    },
  });
}
