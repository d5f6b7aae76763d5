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
