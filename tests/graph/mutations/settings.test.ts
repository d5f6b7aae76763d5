import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Mutating, startMutating } from './mutating.ts';

let mutating: Mutating;
beforeAll(async () => {
  mutating = await startMutating();
});
beforeEach(() => mutating.gateway.site.reset());
afterAll(() => mutating.gateway.close());

describe('settings', () => {
  it('are changed by administrators, and read anew by all', async () => {
    const { payload, errors } = await mutating.write(
      'updateSettings',
      { generalSettingsTitle: 'The New Lantern', readingSettingsPostsPerPage: 7 },
      'generalSettings { title } allSettings { readingSettingsPostsPerPage generalSettingsDescription }',
    );
    expect(errors).toBeUndefined();
    expect(payload).toMatchObject({
      generalSettings: { title: 'The New Lantern' },
      allSettings: { readingSettingsPostsPerPage: 7, generalSettingsDescription: expect.any(String) },
    });
    expect(await mutating.gateway.data('{ generalSettings { title } }')).toEqual({
      generalSettings: { title: 'The New Lantern' },
    });
  });

  it('are not for editors', async () => {
    const { errors } = await mutating.write(
      'updateSettings',
      { generalSettingsTitle: 'Mine' },
      'generalSettings { title }',
      'editor',
    );
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('don’t take the site’s address', async () => {
    const { errors } = await mutating.write(
      'updateSettings',
      { generalSettingsUrl: 'https://elsewhere.example' },
      'generalSettings { title }',
    );
    expect(errors?.[0]).toMatchObject({ path: ['updateSettings'], extensions: { code: 'BAD_USER_INPUT' } });
  });
});
