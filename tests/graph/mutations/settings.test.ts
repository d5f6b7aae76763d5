import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type MutationClient, startMutationClient } from './mutation-client.ts';

let client: MutationClient;
beforeAll(async () => {
  client = await startMutationClient();
});
beforeEach(() => client.gateway.site.reset());
afterAll(() => client.gateway.close());

describe('settings', () => {
  it('can be changed by administrators, and every client reads the new values', async () => {
    const { payload, errors } = await client.write(
      'updateSettings',
      { generalSettingsTitle: 'The New Lantern', readingSettingsPostsPerPage: 7 },
      'generalSettings { title } allSettings { readingSettingsPostsPerPage generalSettingsDescription }',
    );
    expect(errors).toBeUndefined();
    expect(payload).toMatchObject({
      generalSettings: { title: 'The New Lantern' },
      allSettings: { readingSettingsPostsPerPage: 7, generalSettingsDescription: expect.any(String) },
    });
    expect(await client.gateway.data('{ generalSettings { title } }')).toEqual({
      generalSettings: { title: 'The New Lantern' },
    });
  });

  it('make the gateway discover the site once for an operation, however many it changes', async () => {
    const { ask } = client.gateway.as('admin');
    const change = (name: string) =>
      `updateSettings(input: { generalSettingsTitle: "${name}" }) { generalSettings { title } }`;
    const discoveries = () => client.gateway.sent.filter(({ route }) => route === '/wp/v2/types').length;
    expect(await ask(`mutation { a: ${change('A')} b: ${change('B')} c: ${change('C')} }`)).toMatchObject({
      data: { c: { generalSettings: { title: 'C' } } },
    });
    expect(discoveries()).toBe(1);
    expect(await client.gateway.data('{ generalSettings { title } }')).toEqual({
      generalSettings: { title: 'C' },
    });
  });

  it('cannot be changed by editors', async () => {
    const { errors } = await client.write(
      'updateSettings',
      { generalSettingsTitle: 'Mine' },
      'generalSettings { title }',
      'editor',
    );
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('do not accept another address of the site', async () => {
    const { errors } = await client.write(
      'updateSettings',
      { generalSettingsUrl: 'https://elsewhere.example' },
      'generalSettings { title }',
    );
    expect(errors?.[0]).toMatchObject({ path: ['updateSettings'], extensions: { code: 'BAD_USER_INPUT' } });
  });
});
