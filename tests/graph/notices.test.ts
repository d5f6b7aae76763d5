import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, startGateway, type TestGateway } from './gateway.ts';

const noticesOf = ({ extensions }: Answer<unknown>) => extensions?.pressql.notices ?? [];

/**
 * Selections that WPGraphQL answers for visitors, but REST does not. For each: the fields that get a notice, and the grant
 * with which the gateway can read them.
 */
const hiddenSelections: Readonly<Record<string, readonly [fields: readonly string[], grant: string | null]>> =
  {
    'menus { nodes { name } }': [['RootQuery.menus'], 'menus'],
    'menuItems { nodes { label } pageInfo { hasNextPage } edges { cursor } }': [
      ['RootQuery.menuItems'],
      'menus',
    ],
    'menuItems(where: { location: PRIMARY }) { nodes { label } }': [['RootQuery.menuItems'], 'menus'],
    'menuItems(where: { location: A_PLACE_OF_THE_THEME }) { nodes { label } }': [
      ['RootQuery.menuItems'],
      'menus',
    ],
    'menu(id: "Primary", idType: NAME) { name }': [['RootQuery.menu'], 'menus'],
    'menu(id: "primary", idType: SLUG) { name }': [['RootQuery.menu'], 'menus'],
    'menu(id: "PRIMARY", idType: LOCATION) { menuItems { nodes { label } } }': [
      ['RootQuery.menu', 'Menu.menuItems'],
      'menus',
    ],
    'menu(id: "3", idType: DATABASE_ID) { name }': [['RootQuery.menu'], 'menus'],
    'menu(id: "dGVybToz") { name }': [['RootQuery.menu'], 'menus'],
    'menuItem(id: "3", idType: DATABASE_ID) { label }': [['RootQuery.menuItem'], 'menus'],
    'generalSettings { title dateFormat timeFormat startOfWeek }': [
      ['GeneralSettings.dateFormat', 'GeneralSettings.timeFormat', 'GeneralSettings.startOfWeek'],
      'settings',
    ],
    'allSettings { generalSettingsTitle generalSettingsDateFormat writingSettingsUseSmilies }': [
      ['Settings.generalSettingsDateFormat', 'Settings.writingSettingsUseSmilies'],
      'settings',
    ],
    'discussionSettings { defaultCommentStatus }': [['DiscussionSettings.defaultCommentStatus'], 'settings'],
    'writingSettings { useSmilies defaultCategory }': [
      ['WritingSettings.useSmilies', 'WritingSettings.defaultCategory'],
      'settings',
    ],
    'permalinkSettings { structure }': [['PermalinkSettings.structure'], null],
    'themes { nodes { name } }': [['RootQuery.themes'], 'themes'],
    'theme(id: "twentytwentyfive") { name }': [['RootQuery.theme'], 'themes'],
    'registeredScripts { nodes { handle } }': [['RootQuery.registeredScripts'], null],
    'registeredStylesheets { nodes { handle } }': [['RootQuery.registeredStylesheets'], null],
    'posts(first: 3) { nodes { title enqueuedStylesheets { nodes { handle } } } }': [
      ['Post.enqueuedStylesheets'],
      null,
    ],
    'posts(first: 3) { nodes { title ... on ContentNode { enqueuedScripts { nodes { handle } } } } }': [
      ['ContentNode.enqueuedScripts'],
      null,
    ],
    'users { nodes { name firstName lastName email nickname } }': [
      ['User.firstName', 'User.lastName'],
      'authors',
    ],
    'posts(first: 3) { nodes { author { node { firstName } } } }': [['User.firstName'], 'authors'],
    'blockTemplates { nodes { slug } }': [['RootQuery.blockTemplates'], 'block-theme'],
    'globalStyles { theme }': [['RootQuery.globalStyles'], 'block-theme'],
  };

const removeNavigations = `foreach (get_posts(['post_type' => 'wp_navigation', 'numberposts' => -1]) as $post) wp_delete_post($post->ID, true);`;

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
  await gateway.site.php(removeNavigations);
});
afterAll(() => gateway.close());

describe('data that WordPress hides from visitors', () => {
  it('yields a notice with the field and the grant, and no error', async () => {
    const selections = Object.keys(hiddenSelections).map((selection, index) => `_${index}: ${selection}`);
    const answer = await gateway.ask(`{ ${selections.join(' ')} }`);
    expect(answer.errors).toBeUndefined();
    const expected = Object.values(hiddenSelections).flatMap(([fields, grant]) =>
      fields.map((field) => [field, grant]),
    );
    const noticed = noticesOf(answer).map(({ field, grant }) => [field, grant]);
    expect(noticed).toEqual([...new Map(expected.map((row) => [row[0], row])).values()]);
    for (const { grant, reason, message } of noticesOf(answer)) {
      expect(reason).toBe(grant === null ? 'NOT_IN_REST_API' : 'FORBIDDEN');
      if (grant !== null) expect(message).toContain(`grant \`${grant}\``);
    }
  });

  it('is an empty list, an empty menu if the query names one, or null', async () => {
    const { data } = await gateway.ask(
      `{ menus { nodes { name } edges { cursor } pageInfo { hasNextPage } } menu(id: "x", idType: NAME) { name }
        themes { nodes { name } } generalSettings { title dateFormat } writingSettings { useSmilies } registeredScripts { nodes { handle } } }`,
    );
    expect(data).toEqual({
      menus: { nodes: [], edges: [], pageInfo: { hasNextPage: false } },
      menu: { name: 'x' },
      themes: { nodes: [] },
      generalSettings: { title: 'The Harbour Lantern', dateFormat: null },
      writingSettings: { useSmilies: null },
      registeredScripts: { nodes: [] },
    });
  });

  it('does not break a page that reads the items of a menu by name, slug or location', async () => {
    const items = 'databaseId name slug locations count menuItems { nodes { label } }';
    const answer = await gateway.ask<Record<string, { databaseId: number } & Record<string, unknown>>>(
      `{ name: menu(id: "Main menu", idType: NAME) { ${items} } slug: menu(id: "main", idType: SLUG) { ${items} }
        place: menu(id: "PRIMARY", idType: LOCATION) { ${items} } id: menu(id: "3", idType: DATABASE_ID) { ${items} }
        inPlace: menus(where: { location: PRIMARY }) { nodes { ${items} } }
        ofSlug: menus(where: { slug: "main" }) { nodes { ${items} } }
        both: menus(where: { slug: "main", location: PRIMARY }) { nodes { ${items} } } }`,
    );
    const { data } = answer;
    const empty = (known: object) => ({
      databaseId: expect.any(Number),
      ...{ name: null, slug: null, locations: [], count: null, menuItems: { nodes: [] } },
      ...known,
    });
    expect(data).toEqual({
      name: empty({ name: 'Main menu' }),
      slug: empty({ slug: 'main' }),
      place: empty({}),
      id: null,
      inPlace: { nodes: [data?.['place']] },
      ofSlug: { nodes: [data?.['slug']] },
      both: { nodes: [] },
    });
    expect(
      new Set([data?.['name'], data?.['slug'], data?.['place']].map((menu) => menu?.databaseId)).size,
    ).toBe(3);
    expect(answer.errors).toBeUndefined();
    const noticed = noticesOf(answer).map(({ field }) => field);
    expect(new Set(noticed)).toEqual(
      new Set(['RootQuery.menu', 'RootQuery.menus', 'Menu.menuItems', 'Menu.count']),
    );
  });

  it('yields notices that repeat no sentence', async () => {
    const query = '{ users { nodes { firstName } } permalinkSettings { structure } menus { nodes { id } } }';
    const notices = noticesOf(await gateway.ask(query));
    expect(notices.length).toBeGreaterThan(1);
    for (const { message } of notices) {
      const sentences = message.split(/(?<=\.) /);
      expect(new Set(sentences).size).toBe(sentences.length);
    }
  });

  it('yields one notice for a field, at the first path, even if many items have it', async () => {
    const answer = await gateway.ask(
      '{ all: posts(first: 10) { nodes { first: author { node { firstName } } } } }',
    );
    expect(noticesOf(answer).map(({ path }) => path)).toEqual([
      ['all', 'nodes', 0, 'first', 'node', 'firstName'],
    ]);
  });

  it('costs no request if WordPress never answers visitors', async () => {
    await gateway.ask(
      '{ users(first: 3) { nodes { name firstName } } registeredScripts { nodes { handle } } }',
    );
    expect(gateway.sent.map(({ route }) => route)).toEqual(['/wp/v2/users']);
  });

  it('does not turn errors of the client into notices', async () => {
    const answer = await gateway.ask('{ post(id: "nonsense") { title } menus { nodes { name } } }');
    expect(answer.errors?.map(({ path }) => path)).toEqual([['post']]);
    expect(noticesOf(answer).map(({ field }) => field)).toEqual(['RootQuery.menus']);
  });

  it('yields a notice also for a signed-in user who may not see it', async () => {
    const answer = await gateway
      .as('subscriber')
      .ask('{ menus { nodes { name } } generalSettings { dateFormat } userRoles { nodes { name } } }');
    expect(answer.errors).toBeUndefined();
    expect(noticesOf(answer).map(({ field, grant }) => [field, grant])).toEqual([
      ['RootQuery.menus', 'menus'],
      ['GeneralSettings.dateFormat', 'settings'],
      ['RootQuery.userRoles', null],
    ]);
  });
});

describe('data on pages of the site', () => {
  it('is readable without a grant: the language, and date formats if a page loads them for its scripts', async () => {
    const question =
      '{ generalSettings { language dateFormat timeFormat startOfWeek } allSettings { generalSettingsLanguage } }';
    const allSettings = { generalSettingsLanguage: 'en_US' };
    expect((await gateway.ask(question)).data).toEqual({
      generalSettings: { language: 'en_US', dateFormat: null, timeFormat: null, startOfWeek: null },
      allSettings,
    });
    await gateway.site.plugin(`
      add_filter('pre_option_date_format', fn() => 'j. F "Y"</b>'); add_filter('pre_option_start_of_week', fn() => 0);
      add_action('wp_enqueue_scripts', fn() => wp_enqueue_script('wp-date'));`);
    await gateway.pressql.refresh();
    const generalSettings = {
      language: 'en_US',
      dateFormat: 'j. F "Y"</b>',
      timeFormat: 'g:i a',
      startOfWeek: 0,
    };
    expect(await gateway.ask(question)).toEqual({ data: { generalSettings, allSettings } });
  });
});
