import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPressQL, type PressQL } from '../../../src/index.ts';
import { startGateway, type TestGateway } from '../../graph/gateway.ts';
import { askAt, compact, type Outcome, submission, wholeForm } from './document.ts';
import { plugin } from './plugin.ts';

let gateway: TestGateway;
/** A gateway of the same site without grants. */
let closed: PressQL;

beforeAll(async () => {
  gateway = await startGateway({
    service: 'admin',
    grants: ['forms'],
    maxAliases: 5000,
    prepare: (site) => site.plugin(plugin),
  });
  closed = await createPressQL({
    url: gateway.site.url,
    cache: false,
    feed: 0,
    timeout: 60_000,
    deadline: 120_000,
  });
});
afterAll(async () => {
  await closed?.close();
  await gateway?.close();
});

/** The requests of the last operation: their methods and routes. */
const sent = () => gateway.sent.map(({ method, route }) => `${method} ${route}`);
const reads = ['GET /gf/v2/forms', 'GET /gf/v2/forms'];

interface WholeForm {
  readonly gfForm: { readonly formFields: { readonly nodes: readonly { readonly __typename: string }[] } };
}

describe('forms', () => {
  it('have everything that the extension gives, in two requests', async () => {
    const { gfForm } = await gateway.data<WholeForm>(wholeForm(1));
    expect(sent()).toEqual(reads);
    const { formFields, ...form } = gfForm;
    // Recorded from WPGraphQL for Gravity Forms 0.13.4 with WPGraphQL 2.20.0, for the forms in `forms.json`.
    const recorded = JSON.parse(readFileSync(new URL('extension.json', import.meta.url), 'utf8'));
    expect(compact(form)).toEqual(recorded.form);
    const shown = recorded.fields.filter(
      ({ visibility }: { visibility: string }) => visibility !== 'ADMINISTRATIVE',
    );
    expect(shown.length).toBe(recorded.fields.length - 1);
    expect(compact(formFields.nodes)).toEqual(shown);
  });

  it('have the fields of the administration for their staff alone', async () => {
    const query =
      '{ gfForm(id: "Z2ZfZm9ybTox") { formFields(where: { ids: ["23"] }) { nodes { databaseId visibility } } } }';
    const none = { gfForm: { formFields: { nodes: [] } } };
    expect(await gateway.data(query)).toEqual(none);
    expect(await gateway.as('admin').data(query)).toEqual({
      gfForm: { formFields: { nodes: [{ databaseId: 23, visibility: 'ADMINISTRATIVE' }] } },
    });
    expect(sent()).toEqual(reads);
    expect(await gateway.as('subscriber').data(query)).toEqual(none);
  });

  it('have their inactive confirmations for their staff alone', async () => {
    const query = '{ gfForm(id: "7", idType: DATABASE_ID) { confirmations { name isActive } } }';
    const [active, inactive] = [
      { name: 'Default', isActive: true },
      { name: 'Of last year', isActive: false },
    ];
    expect(await gateway.data(query)).toEqual({ gfForm: { confirmations: [active] } });
    expect(await gateway.as('subscriber').data(query)).toEqual({ gfForm: { confirmations: [active] } });
    expect(await gateway.as('admin').data(query)).toEqual({ gfForm: { confirmations: [active, inactive] } });
  });

  it('ask WordPress for nothing that is for the staff', async () => {
    await gateway.data('{ gfForms { nodes { title } } }');
    const fields = gateway.sent.map(({ query }) => query['_fields']).join();
    expect(fields).toContain('confirmations');
    expect(fields).not.toMatch(/notifications|personalData|post(Author|Status|Category)/);
  });

  it('are listed if they are active, the newest first, unless the query asks for an order', async () => {
    const titles = async (where: string) => {
      const { gfForms } = await gateway.data<{ gfForms: { nodes: { title: string }[] } }>(
        `{ gfForms${where} { nodes { title } } }`,
      );
      return gfForms.nodes.map(({ title }) => title);
    };
    expect(await titles('')).toEqual(['Odd', 'Pages', 'A redirect', 'Every type']);
    expect(sent()).toEqual(reads);
    expect(await titles('(first: 2, where: { orderby: { column: TITLE, order: ASC } })')).toEqual([
      'A redirect',
      'Every type',
    ]);
    expect(await titles('(where: { formIds: ["7", "5", "Z2ZfZm9ybTox", "99"] })')).toEqual([
      'Pages',
      'Every type',
    ]);
    expect(await titles('(where: { status: INACTIVE })')).toEqual([]);
    expect(await titles('(after: "YXJyYXljb25uZWN0aW9uOjc=")')).toEqual(['A redirect', 'Every type']);
    const both = await gateway.ask(
      '{ gfForms(where: { status: ACTIVE, formIds: ["7"] }) { nodes { title } } }',
    );
    expect(both.errors?.[0]?.message).toContain('do not work together');
  });

  it('are missing if they are inactive, in the trash, unknown, or only for users', async () => {
    const query = `{ ${[3, 5, 6, 99].map((id) => `f${id}: gfForm(id: "${id}", idType: DATABASE_ID) { title }`).join(' ')} }`;
    expect(await gateway.data(query)).toEqual({ f3: null, f5: null, f6: null, f99: null });
    expect(sent()).toEqual(reads);
    const forUsers = { f3: { title: 'Members' }, f5: null, f6: null, f99: null };
    expect(await gateway.as('subscriber').data(query)).toEqual(forUsers);
    expect((await gateway.as(null).ask(query)).data).toEqual({ f3: null, f5: null, f6: null, f99: null });
  });

  it('have no field that the graph has no type for, and survive odd data', async () => {
    const answer = await gateway.ask<WholeForm>(wholeForm(8));
    expect(answer.errors).toBeUndefined();
    expect(compact(answer.data.gfForm.formFields.nodes)).toEqual([
      expect.objectContaining({ __typename: 'TextField', label: 'Fine' }),
      expect.objectContaining({ __typename: 'MultiChoiceField', choices: [{ text: 'A', value: 'a' }] }),
      expect.objectContaining({ __typename: 'TextField', isRequired: true, conditionalLogic: { rules: [] } }),
    ]);
  });

  it('have pages', async () => {
    const page = (number: number) =>
      `p${number}: formFields(where: { pageNumber: ${number} }) { nodes { type databaseId } }`;
    const form = `gfForm(id: "7", idType: DATABASE_ID) { ${page(1)} ${page(2)} texts: formFields(where: { fieldTypes: [TEXT] }) { nodes { databaseId } } }`;
    expect(await gateway.data(`{ ${form} }`)).toEqual({
      gfForm: {
        p1: {
          nodes: [
            { type: 'TEXT', databaseId: 1 },
            { type: 'PAGE', databaseId: 2 },
          ],
        },
        p2: { nodes: [{ type: 'TEXT', databaseId: 3 }] },
        texts: { nodes: [{ databaseId: 1 }, { databaseId: 3 }] },
      },
    });
  });

  it('are closed to visitors without the grant', async () => {
    const query = '{ gfForm(id: "1", idType: DATABASE_ID) { title } gfForms { nodes { title } } }';
    const answer = await askAt(closed, query);
    expect(answer.data).toEqual({ gfForm: null, gfForms: { nodes: [] } });
    const { notices } = answer.extensions.pressql;
    expect(notices.map(({ grant }: { grant: string }) => grant)).toEqual(['forms', 'forms']);
  });
});

describe('submissions', () => {
  it('have an entry, whose id visitors do not learn', async () => {
    const query = `mutation { submitGfForm(input: { id: 4, fieldValues: [{ id: 1, value: "Hi" }] }) {
      entry { __typename formId isDraft isSubmitted form { title } } } }`;
    const form = { formId: 'Z2ZfZm9ybTo0', form: { title: 'A redirect' } };
    const entry = { __typename: 'GfSubmittedEntry', isDraft: false, isSubmitted: true, ...form };
    const answer = await gateway.ask(query);
    expect(answer).toEqual({ data: { submitGfForm: { entry } } });
  });

  it('become the inputs of the form, as the visitor', async () => {
    const { data, extensions } = await gateway.ask<Outcome>(
      submission(`id: "1", clientMutationId: "m", fieldValues: [{ id: 1, value: "Hi" }, { id: 14, value: "a@b.example" },
        { id: 4, values: ["first", "second"] }, { id: 6, checkboxValues: [{ inputId: 6.2, value: "second" }] }, { id: 7, value: "mine" },
        { id: 8, nameValues: { first: "Ann", last: "Lee" } }, { id: 12, addressValues: { street: "S 1", country: DE } },
        { id: 15, emailValues: { value: "a@b.example", confirmationValue: "c@d.example" } }, { id: 17, value: "token" },
        { id: 18, listValues: [{ rowValues: ["a", null] }, { rowValues: ["c", "d"] }] }, { id: 19, value: "true" },
        { id: 32, productValues: { quantity: 2 } }, { id: 43, value: "3" }]`),
    );
    const { confirmation, ...others } = data.submitGfForm;
    expect(JSON.parse(confirmation.message)).toEqual({
      input_1: 'Hi',
      input_14: 'a@b.example',
      input_4: ['first', 'second'],
      input_6_2: 'second',
      input_7: 'gf_other_choice',
      input_7_other: 'mine',
      input_8_3: 'Ann',
      input_8_6: 'Lee',
      input_12_1: 'S 1',
      input_12_6: 'Germany',
      input_15: 'a@b.example',
      input_15_2: 'c@d.example',
      'g-recaptcha-response': 'token',
      input_18: ['a', '', 'c', 'd'],
      input_19_1: '1',
      input_19_2: 'I agree',
      input_32_1: 'Product',
      input_32_2: '$1,010.50',
      input_32_3: '2',
      input_43_1: 'Product',
      input_43_2: '$4.00',
      input_43_3: '3',
    });
    expect(others).toMatchObject({
      clientMutationId: 'm',
      errors: null,
      entry: null,
      targetPageNumber: null,
      resumeUrl: null,
    });
    const hidden = extensions?.pressql.notices.map(({ field, reason }) => [field, reason]);
    expect(hidden).toEqual([['GfEntry.id', 'NOT_IN_REST_API']]);
    expect(sent()).toEqual([...reads, 'POST /gf/v2/forms/1/submissions']);
  });

  it('need no grant, and one request', async () => {
    const before = gateway.sent.length;
    const { data } = await askAt(
      closed,
      submission('id: 7, fieldValues: [{ id: 1, value: "Hi" }, { id: 3, value: "There" }]'),
    );
    expect(JSON.parse(data.submitGfForm.confirmation.message)).toEqual({ input_1: 'Hi', input_3: 'There' });
    expect(gateway.sent.length).toBe(before);
  });

  it('give the errors of fields, the next page, and drafts', async () => {
    const wrong = await gateway.data<Outcome>(submission('id: 7, fieldValues: [{ id: 1, value: "" }]'));
    expect(wrong.submitGfForm).toMatchObject({
      errors: [{ id: 1, message: 'This field is required.' }],
      confirmation: null,
      entry: null,
      targetPageNumber: 1,
      targetPageFormFields: { nodes: [{ databaseId: 1 }, { databaseId: 2 }] },
    });
    const paged = await gateway.data<Outcome>(
      submission('id: 7, sourcePage: 1, targetPage: 2, fieldValues: [{ id: 1, value: "Hi" }]'),
    );
    expect(paged.submitGfForm).toMatchObject({
      errors: null,
      entry: null,
      targetPageNumber: 2,
      targetPageFormFields: { nodes: [{ databaseId: 3 }] },
    });
    const draft = await gateway.data<Outcome>(
      submission(`id: 7, saveAsDraft: true, entryMeta: { sourceUrl: "https://front.example/contact?a=1" },
        fieldValues: [{ id: 1, value: "Hi" }]`),
    );
    expect(draft.submitGfForm).toMatchObject({
      resumeUrl: 'https://front.example/contact?a=1&gf_token=818a5a23',
      targetPageNumber: null,
      entry: { isDraft: true, formDatabaseId: 7, form: { title: 'Pages' }, resumeToken: '818a5a23' },
    });
  });

  it('give the address to which the site redirects, and follow it nowhere', async () => {
    const { submitGfForm } = await gateway.data<Outcome>(
      submission('id: "Z2ZfZm9ybTo0", fieldValues: [{ id: 1, value: "Hi" }]'),
    );
    expect(submitGfForm.confirmation).toEqual({
      type: 'REDIRECT',
      message: '',
      url: 'https://away.example/thanks?x=1',
      queryString: 'x=1',
    });
    expect(sent()).toEqual([...reads, 'POST /gf/v2/forms/4/submissions']);
  });

  it('are those of the user who has signed in, whose entry the staff learns', async () => {
    const input = 'id: 3, fieldValues: [{ id: 1, value: "Hi" }]';
    const refused = await gateway.ask(submission(input));
    expect(refused.errors?.[0]?.message).toBe(
      'Gravity Forms did not process the form. It may be only for users.',
    );
    expect(JSON.stringify(refused)).not.toContain('secret.php');
    const member = await gateway.as('subscriber').data<Outcome>(submission(input));
    expect(member.submitGfForm).toMatchObject({ errors: null, entry: null });
    const admin = await gateway.as('admin').data<Outcome>(submission(input));
    expect(admin.submitGfForm).toMatchObject({
      entry: { id: 'Z2ZfZW50cnk6Nzc=', databaseId: 77, isDraft: false },
    });
  });

  it.each([
    ['id: 99, fieldValues: []', 'Your form could not be found'],
    ['id: 5, fieldValues: []', 'Your form could not be found'],
    ['id: "no form", fieldValues: []', "isn't an id"],
    ['id: 1, fieldValues: [{ id: 99, value: "?" }]', 'The form has no field with the id 99.'],
    ['id: 1, fieldValues: [{ id: 8, value: "Ann" }]', 'needs `nameValues`'],
    [
      'id: 1, fieldValues: [{ id: 6, checkboxValues: [{ inputId: 7.1, value: "x" }] }]',
      'Field 6 has no input with the id 7.1.',
    ],
  ])('say what is wrong with { %s }', async (input, message) => {
    const { errors } = await gateway.ask(submission(input));
    expect(errors?.[0]?.message).toContain(message);
  });
});

it('a form that has just been deleted leaves the others alone', async () => {
  await gateway.site.plugin(`${plugin} update_option('gf_test_deleted', 1);`);
  const answer = await gateway.ask<{ gfForms: { nodes: object[] } }>('{ gfForms { nodes { databaseId } } }');
  expect(answer.data.gfForms.nodes).toEqual([8, 7, 4, 1].map((databaseId) => ({ databaseId })));
  expect(JSON.stringify(answer)).toContain('UPSTREAM_ERROR');
});
