import { expect, it } from 'vitest';
import { withoutPrivateColumns } from '../../src/site/private-columns.ts';

it.each<readonly [what: string, value: unknown, shown: unknown]>([
  [
    'an object of PHP, in a list of objects',
    {
      owners: [{ ID: '1', user_login: 'a', user_email: 'a@b.c', display_name: 'A', caps: { editor: true } }],
    },
    { owners: [{ ID: '1', display_name: 'A' }] },
  ],
  ['columns without an id', { user_email: 'a@b.c', display_name: 'A' }, { display_name: 'A' }],
  ['the id of Pods', { id: 4, user_email: 'a@b.c' }, { id: 4 }],
  [
    'secrets in any object',
    { id: 4, user_pass: '$P$x', user_activation_key: 'x', session_tokens: { x: {} }, name: 'A' },
    { id: 4, name: 'A' },
  ],
  ['metadata of a user', { nickname: ['A'], session_tokens: ['a:1:{}'] }, { nickname: ['A'] }],
  [
    'a post',
    { post_title: 'T', post_content: 'raw', post_password: 'x' },
    { post_title: 'T', post_content: 'raw' },
  ],
  [
    'a comment',
    {
      comment_author: 'A',
      comment_author_email: 'a@b.c',
      comment_author_IP: '10.0.0.1',
      comment_agent: 'curl',
    },
    { comment_author: 'A' },
  ],
])('hides private columns of %s', (_what, value, shown) => {
  expect(withoutPrivateColumns(value)).toEqual(shown);
  expect(withoutPrivateColumns([[value]])).toEqual([[shown]]);
});

it.each([
  { id: 1, password: 'The song', caps: 'round' },
  { user_email: 'the key of a plugin' },
  // A form describes its fields under the names of columns.
  { user_login: { label: 'Name' }, user_email: { label: 'Email' }, user_pass: { label: 'Password' } },
  [null, 7, 'user_pass', { ID: 0, password: true }],
])('shows %j as it is', (value) => {
  expect(withoutPrivateColumns(value)).toEqual(value);
});
