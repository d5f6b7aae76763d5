import { isClosed } from '../../loading/base/closed.ts';
import type { IntegrationGraph } from '../../schema/integration/integration-graph.ts';
import { databaseIdOf, row } from '../../schema/mutations/input-rows.ts';
import type { MutationRun } from '../../schema/mutations/mutation.ts';
import { write } from '../../schema/mutations/write-document.ts';
import { isRecord } from '../../values/json.ts';
import { integer, text } from '../../wordpress/document.ts';
import { requestError, WordPressError } from '../../wordpress/errors.ts';
import { parseUrl } from '../../wordpress/url.ts';
import { fieldConnection } from './connections.ts';
import { formById, formsRoute } from './forms.ts';
import { addSubmitInputs } from './inputs.ts';
import { isTruthy, type Part, type Row, rowsIn } from './part.ts';
import { parametersOfFields } from './submit-values.ts';
import { type FormTypes, formTypes } from './types.ts';

/** What Gravity Forms answers to a submission, and what it was about. */
interface Submission {
  readonly formId: number;
  readonly answer: Row;
  readonly targetPage: number;
  readonly sourceUrl: string | null;
}

/** Adds `submitGfForm`, which submits a form as the client: a visitor, or the user who has signed in. */
export function addSubmission(toolkit: IntegrationGraph): void {
  const { graph } = toolkit;
  const types = formTypes(graph);
  addSubmitInputs(graph);
  const apart = { isHandledApart: true };
  const required = { ...apart, required: true };
  toolkit.addMutation<Submission>({
    name: 'submitGfForm',
    description:
      'Submits a form of Gravity Forms as the client. Notifications and other effects are those of the site.',
    rows: [
      row('id', 'ID', null, 'The global or database id of the form.', required),
      row('fieldValues', '[FormFieldValuesInput]', null, 'The values of the fields.', required),
      row(
        'entryMeta',
        'SubmitFormMetaInput',
        null,
        'Data about the entry. Only `sourceUrl` has an effect; WordPress finds out the rest by itself.',
        apart,
      ),
      row(
        'saveAsDraft',
        'Boolean',
        null,
        'Whether to save the entry as a draft that the client can resume.',
        apart,
      ),
      row('sourcePage', 'Int', null, 'The page of the form that the client has just filled.', apart),
      row('targetPage', 'Int', null, 'The page to show next, if the values are valid.', apart),
    ],
    payload: (t) => ({
      errors: t.field({
        type: [typeNamed(types, 'FieldError')],
        nullable: { list: true, items: true },
        description: 'The errors of fields. Null if the submission is valid.',
        resolve: ({ answer, formId }) => errorsIn(answer, formId),
      }),
      confirmation: t.field({
        type: typeNamed(types, 'SubmissionConfirmation'),
        description: 'What to show now. Null if the submission has errors.',
        resolve: ({ answer }) => confirmationIn(answer),
      }),
      entry: t.field({
        type: typeNamed(types, 'GfEntry'),
        description:
          'The entry, or the draft. Null if there is none yet. Also null, with a notice, if a client who is not of the staff reads `id` or `databaseId` of an entry.',
        resolve: entryIn,
      }),
      targetPageNumber: t.int({
        description:
          'The page to show next: an earlier one if its values are wrong. Null if the form is complete.',
        resolve: targetPageOf,
      }),
      targetPageFormFields: fieldConnection(t, graph, {
        base: 'SubmitGfFormPayloadToFormField',
        description: 'The fields of the page to show next. Null if the form is complete.',
        formOf: async (submission, { context }) =>
          targetPageOf(submission) === null ? null : formById(submission.formId, context),
        pageOf: (submission) => targetPageOf(submission) ?? 0,
      }),
      resumeUrl: t.string({
        description:
          'The address at which the client resumes a draft: `entryMeta.sourceUrl`, or the page that sent the request, with a token. Null without a draft.',
        resolve: ({ answer, sourceUrl }, _args, { headers }) =>
          resumeUrlOf(text(answer, 'resume_token'), sourceUrl ?? headers.get('referer')),
      }),
    }),
    run: submit,
  });
}

async function submit(mutating: MutationRun): Promise<Submission> {
  const { input } = mutating;
  const formId = databaseIdOf(input['id'], 'id');
  const targetPage = integer(input, 'targetPage') ?? 0;
  const sourcePage = integer(input, 'sourcePage');
  const body = {
    ...parametersOfFields(rowsIn(input['fieldValues']), await fieldsOfForm(formId, mutating)),
    ...(targetPage > 0 ? { target_page: targetPage } : {}),
    ...(sourcePage !== null && sourcePage > 0 ? { source_page: sourcePage } : {}),
    ...(input['saveAsDraft'] === true ? { gform_save: true } : {}),
  };
  const route = `${formsRoute}/${formId}/submissions`;
  const answer = await write(mutating, { method: 'POST', route, body, isAnswer }).catch((error: unknown) => {
    throw error instanceof WordPressError && error.details.restCode === 'error_processing_form'
      ? refusedSubmission(route, error)
      : error;
  });
  if (!isAnswer(answer))
    throw new WordPressError('uncertain', `POST ${route} did not answer with the outcome of a submission.`);
  return { formId, answer, targetPage, sourceUrl: text(input, 'entryMeta', 'sourceUrl') };
}

/** Whether JSON is the outcome of a submission. Gravity Forms sends one with the status 400 if values are wrong. */
function isAnswer(json: unknown): json is Row {
  return isRecord(json) && 'is_valid' in json;
}

/** The message of this code may contain that of any PHP error, so the client gets another one. */
function refusedSubmission(route: string, { details, report }: WordPressError): WordPressError {
  const { status, restCode } = details;
  return requestError('invalid', 'Gravity Forms did not process the form. It may be only for users.', {
    request: `POST ${route}`,
    ...(status === undefined ? {} : { status }),
    ...(restCode === undefined ? {} : { restCode }),
    advice: 'Sign in, if the form requires it (`login` of `GfForm`).',
    cause: report,
  });
}

/** Returns the fields of a form by id, if the client may see it. Otherwise null, without a request. */
async function fieldsOfForm(id: number, { context }: MutationRun): Promise<ReadonlyMap<number, Row> | null> {
  if (!context.loaders.mayRead('forms')) return null;
  try {
    const form = await formById(id, context);
    return form && new Map(rowsIn(form.data['fields']).map((field) => [integer(field, 'id') ?? 0, field]));
  } catch (error) {
    if (isClosed(error)) return null;
    throw error;
  }
}

function errorsIn(answer: Row, formId: number): readonly Part[] | null {
  const messages = answer['validation_messages'];
  if (!isRecord(messages) && !Array.isArray(messages)) return null;
  return Object.entries(messages).map(([id, message]) => partNamed('FieldError', { id, message, formId }));
}

function confirmationIn(answer: Row): Part | null {
  const type = text(answer, 'confirmation_type');
  if (type === null) return null;
  const message = text(answer, 'confirmation_message');
  return partNamed('SubmissionConfirmation', { type, message, url: text(answer, 'confirmation_redirect') });
}

/** Returns the entry of a submission, or its draft. Null if Gravity Forms has made none: values are wrong, or more pages follow. */
function entryIn({ answer, formId }: Submission): Part | null {
  if (!isTruthy(answer['is_valid'])) return null;
  const resumeToken = text(answer, 'resume_token');
  if (resumeToken !== null)
    return partNamed('GfDraftEntry', {
      resumeToken,
      formDatabaseId: formId,
      isDraft: true,
      isSubmitted: false,
    });
  if (integer(answer, 'page_number')) return null;
  const databaseId = integer(answer, 'entry_id');
  return partNamed('GfSubmittedEntry', {
    databaseId,
    formDatabaseId: formId,
    isDraft: false,
    isSubmitted: true,
  });
}

function targetPageOf({ answer, targetPage }: Submission): number | null {
  const isDraft = text(answer, 'resume_token') !== null && isTruthy(answer['is_valid']);
  return (isDraft ? targetPage : integer(answer, 'page_number')) || null;
}

function resumeUrlOf(token: string | null, page: string | null): string | null {
  const url = token === null ? null : parseUrl(page ?? '');
  if (!token || !url || !/^https?:$/.test(url.protocol)) return token === null ? null : '';
  url.searchParams.set('gf_token', token);
  return url.href;
}

function partNamed(type: string, data: Row): Part {
  return { type, data, form: null };
}

function typeNamed(types: FormTypes, name: string) {
  const found = types.get(name);
  if (!found) throw new Error(`The tables have no type "${name}"`);
  return found;
}
