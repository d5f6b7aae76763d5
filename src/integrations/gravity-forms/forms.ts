import { grants } from '../../loading/access/grants.ts';
import type { Loaders } from '../../loading/loaders.ts';
import { batched } from '../../schema/integration/reading.ts';
import type { Context } from '../../schema/kit/base/context.ts';
import { integer, text } from '../../wordpress/document.ts';
import { WordPressError } from '../../wordpress/errors.ts';
import { isActive, isAdministrative, isTruthy, type Part, type Row, rowsIn } from './part.ts';

/** The route of forms (Gravity Forms' REST API v2). */
export const formsRoute = '/gf/v2/forms';

/** An active form, as the list of Gravity Forms has it. */
export interface ListedForm {
  readonly id: number;
  readonly title: string;
}

/**
 * Returns the active forms with id and title.
 *
 * @throws ClosedError if WordPress shows the client no forms, and the operator has not granted them
 */
export async function activeForms({ loaders }: Pick<Context, 'loaders'>): Promise<readonly ListedForm[]> {
  const answer = await loaders.readGranted('forms', ({ rest }) =>
    rest.get(formsRoute, { _fields: ['id', 'title'] }),
  );
  return rowsIn(answer).flatMap((row) => {
    const id = integer(row, 'id');
    return id === null ? [] : [{ id, title: text(row, 'title') ?? '' }];
  });
}

/**
 * Returns an active form with its fields. Null if there is none, or if it is only for users and the client is a visitor.
 *
 * @throws ClosedError if WordPress shows the client no forms, and the operator has not granted them
 */
export async function formById(id: number, context: Context): Promise<Part | null> {
  // For the id of a missing form, WordPress stops with a PHP error, or says that it failed.
  const isThere = (await activeForms(context)).some((form) => form.id === id);
  return isThere ? definitionOf(id, context) : null;
}

/**
 * Reads active forms, whose ids {@link activeForms} lists, in one request. If WordPress fails, one of them may have just been deleted:
 * then each is read by itself, and the others have no error.
 */
export const definitionOf = batched(async (ids: readonly number[], _rest, loaders) => {
  try {
    return await definitionsOf(ids, loaders);
  } catch (error) {
    if (ids.length === 1 || !(error instanceof WordPressError) || error.kind !== 'server') throw error;
    const read = ids.map((id) =>
      definitionsOf([id], loaders).catch((failure: Error) => new Map([[id, failure]])),
    );
    return new Map((await Promise.all(read)).flatMap((forms) => [...forms]));
  }
});

async function definitionsOf(
  ids: readonly number[],
  loaders: Loaders,
): Promise<ReadonlyMap<number, Part | Error>> {
  // WordPress reads several ids from a list of parameters alone.
  const include = Object.fromEntries(ids.map((id, index) => [`include[${index}]`, id]));
  const query = { ...include, _fields: grants.forms.fields };
  const { json, isForStaff } = await loaders.readGranted('forms', async ({ rest, isOperator }) => ({
    json: await rest.get(formsRoute, query),
    isForStaff: loaders.isSignedIn && !isOperator,
  }));
  const forms = rowsIn(json).filter((row) => isTruthy(row['is_active']) && !isTruthy(row['is_trash']));
  const isUser = forms.some(requiresLogin) && (await isSignedIn(loaders));
  const shown = forms.filter((row) => isUser || !requiresLogin(row));
  return new Map(shown.map((row) => [integer(row, 'id') ?? 0, formOf(row, isForStaff)]));
}

function requiresLogin(form: Row): boolean {
  return isTruthy(form['requireLogin']);
}

/** Whether a user has signed in. Only WordPress knows whether the client's credentials are valid. */
async function isSignedIn({ isSignedIn: hasCredentials, viewer }: Loaders): Promise<boolean> {
  return hasCredentials && (await viewer.load(new Set(['id']))) !== null;
}

/**
 * Returns a form. Only who may edit it gets the fields that Gravity Forms shows in the administration alone, and the confirmations
 * that are switched off.
 */
function formOf(row: Row, isForStaff: boolean): Part {
  const fields = rowsIn(row['fields']).filter((field) => isForStaff || !isAdministrative(field));
  const confirmations = rowsIn(row['confirmations']).filter((each) => isForStaff || isActive(each));
  return { type: 'GfForm', data: { ...row, fields, confirmations }, form: null };
}
