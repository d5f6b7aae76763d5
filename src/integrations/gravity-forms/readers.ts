import type { Context } from '../../schema/kit/base/context.ts';
import { isRecord } from '../../values/json.ts';
import { localTime, type TimeZone } from '../../values/local-time.ts';
import { parseUrl } from '../../wordpress/url.ts';
import { choicesOf, inputsOf } from './choices.ts';
import { formById } from './forms.ts';
import { databaseIdOf, formIdOf, globalIdOf } from './ids.ts';
import {
  fieldWithId,
  filledText,
  isActive,
  isAdministrative,
  isTruthy,
  orNull,
  type Part,
  partOf,
  rowsIn,
} from './part.ts';
import { priceOf } from './price.ts';

/** Reads the value of a field in the graph. Numbers, enums and booleans are converted afterwards, by the type of the field. */
export type Reader = (part: Part, context: Context) => unknown;

const on =
  (key: string): Reader =>
  ({ data }) =>
    isTruthy(data[key]);
const off =
  (key: string): Reader =>
  ({ data }) =>
    !isTruthy(data[key]);
const key =
  (name: string): Reader =>
  ({ data }) =>
    data[name] ?? null;
const filled =
  (name: string): Reader =>
  ({ data }) =>
    orNull(data[name]);
const within =
  (type: string, name: string): Reader =>
  (part) =>
    partOf(part, type, orNull(part.data[name]));
/** A group of settings in the graph that Gravity Forms has among the keys of the form. */
const same =
  (type: string): Reader =>
  (part) =>
    partOf(part, type, part.data);
const orElse =
  (name: string, otherwise: string): Reader =>
  ({ data }) =>
    orNull(data[name]) ?? otherwise;

/** A number as people write it: `1.234,5` with a comma for decimals. */
function limit(name: string): Reader {
  return ({ data }) => {
    const value = data[name];
    if (typeof value !== 'string' || data['numberFormat'] !== 'decimal_comma') return value;
    return value.replaceAll('.', '').replace(',', '.');
  };
}

/**
 * Readers of fields that do not stand under their own name, by name, or by type and name. The keys are those of Gravity Forms, the
 * rules those of the extension (`src/Type/WPInterface`, `src/Model`).
 */
export const readers: Readonly<Record<string, Reader>> = {
  ...Object.fromEntries(
    Object.entries({
      canPrepopulate: 'allowsPrepopulate',
      canAcceptMultipleFiles: 'multipleFiles',
      displayOnly: 'displayOnly',
      hasAllCategories: 'displayAllCategories',
      hasAlt: 'displayAlt',
      hasAutocomplete: 'enableAutocomplete',
      hasCaption: 'displayCaption',
      hasChoiceValue: 'enableChoiceValue',
      hasColumns: 'enableColumns',
      hasConditionalLogicAnimation: 'enableAnimation',
      hasDescription: 'displayDescription',
      hasEmailConfirmation: 'emailConfirmEnabled',
      hasEnhancedUI: 'enableEnhancedUI',
      hasHoneypot: 'enableHoneypot',
      hasInputMask: 'inputMask',
      hasLimit: 'limitEntries',
      hasOtherChoice: 'enableOtherChoice',
      hasPasswordStrengthIndicator: 'passwordStrengthEnabled',
      hasPasswordVisibilityToggle: 'passwordVisibilityEnabled',
      hasProgressbarOnConfirmation: 'display_progressbar_on_confirmation',
      hasRichTextEditor: 'useRichTextEditor',
      hasSaveAndContinue: 'enabled',
      hasSchedule: 'scheduleForm',
      hasSelectAll: 'enableSelectAll',
      hasTitle: 'displayTitle',
      hasValidationSummary: 'validationSummary',
      isActive: 'is_active',
      isCalculation: 'enableCalculation',
      isDefault: 'isDefault',
      isFeaturedImage: 'postFeaturedImage',
      isLoginRequired: 'requireLogin',
      isPasswordInput: 'enablePasswordInput',
      isTrash: 'is_trash',
      shouldCopyValuesOption: 'enableCopyValuesOption',
    }).map(([name, its]) => [name, on(its)]),
  ),
  hasMargins: off('disableMargins'),
  hasQuantity: off('disableQuantity'),
  isAutoformatted: off('disableAutoformat'),
  shouldAllowDuplicates: off('noDuplicates'),

  id: globalIdOf,
  databaseId: ({ data }) => databaseIdOf(data),
  form: ({ data }, context) => formById(Number(data['formDatabaseId']), context),
  formId: ({ data }) => formIdOf(data['formDatabaseId']),
  connectedFormField: async ({ data }, context) =>
    fieldWithId(await formById(Number(data['formId']), context), data['id']),

  choices: choicesOf,
  inputs: inputsOf,
  conditionalLogic: within('ConditionalLogic', 'conditionalLogic'),
  rules: (part) => rowsIn(part.data['rules']).map((row) => partOf(part, 'ConditionalLogicRule', row)),
  nextButton: within('FormButton', 'nextButton'),
  previousButton: within('FormButton', 'previousButton'),
  connectedProductField: ({ data, form }) => fieldWithId(form, data['productField']),
  allowedExtensions: ({ data }) => filledText(data, 'allowedExtensions')?.split(',') ?? null,
  inputType: ({ data }) => orNull(data['inputType']) ?? data['type'],
  visibility: ({ data }) =>
    isAdministrative(data) ? 'administrative' : (orNull(data['visibility']) ?? 'visible'),
  descriptionPlacement: orElse('descriptionPlacement', 'inherit'),
  labelPlacement: orElse('labelPlacement', 'inherit'),
  subLabelPlacement: orElse('subLabelPlacement', 'inherit'),
  captchaType: orElse('captchaType', 'recaptcha'),
  captchaBadgePosition: ({ data }) => data['captchaBadge'] ?? 'bottomright',
  copyValuesOptionFieldId: filled('copyValuesOptionField'),
  defaultState: ({ data }) => (data['addressType'] === 'us' ? data['defaultState'] : null),
  defaultProvince: ({ data }) =>
    data['addressType'] === 'canadian' ? (orNull(data['defaultProvince']) ?? data['defaultState']) : null,
  dropdownPlaceholder: filled('categoryInitialItem'),
  postMetaFieldName: filled('postCustomFieldName'),
  phoneFormatType: key('phoneFormat'),
  rangeMax: limit('rangeMax'),
  rangeMin: limit('rangeMin'),
  calculationRounding: ({ data }) =>
    isTruthy(data['enableCalculation']) && data['numberFormat'] !== 'currency'
      ? data['calculationRounding']
      : null,
  formattedPrice: ({ data }) => orNull(data['basePrice'] ?? data['price']),
  price: ({ data }) => priceOf(filledText(data, 'basePrice' in data ? 'basePrice' : 'price') ?? ''),

  'GfForm.confirmations': (part) =>
    rowsIn(part.data['confirmations']).map((row) => partOf(part, 'FormConfirmation', row)),
  'GfForm.cssClass': filled('cssClass'),
  'GfForm.customRequiredIndicator': filled('customRequiredIndicator'),
  'GfForm.title': filled('title'),
  'GfForm.version': filled('version'),
  'GfForm.descriptionPlacement': key('descriptionPlacement'),
  'GfForm.labelPlacement': key('labelPlacement'),
  'GfForm.subLabelPlacement': filled('subLabelPlacement'),
  'GfForm.dateCreatedGmt': key('date_created'),
  'GfForm.dateCreated': ({ data }, { loaders }) => localDate(data['date_created'], loaders.site),
  entryLimits: same('FormEntryLimits'),
  login: same('FormLogin'),
  scheduling: same('FormSchedule'),
  pagination: (part) =>
    isRecord(part.data['pagination'])
      ? partOf(part, 'FormPagination', {
          ...part.data['pagination'],
          lastPageButton: part.data['lastPageButton'],
        })
      : null,
  saveAndContinue: within('FormSaveAndContinue', 'save'),
  // The extension answers with an empty button for a form without one.
  submitButton: (part) => partOf(part, 'FormSubmitButton', part.data['button'] ?? {}),

  limitationPeriod: filled('limitEntriesPeriod'),
  limitReachedMessage: filled('limitEntriesMessage'),
  maxEntries: key('limitEntriesCount'),
  loginRequiredMessage: filled('requireLoginMessage'),
  closedMessage: filled('scheduleMessage'),
  pendingMessage: filled('schedulePendingMessage'),
  startDetails: schedule('scheduleStart'),
  endDetails: schedule('scheduleEnd'),
  lastPageButton: within('FormLastPageButton', 'lastPageButton'),
  pageNames: filled('pages'),
  progressbarCompletionText: key('progressbar_completion_text'),
  buttonText: ({ data }) => filledText(data, 'button', 'text'),
  'FormSubmitButton.imageUrl': filled('imageUrl'),
  'FormSubmitButton.text': filled('text'),
  'FormSubmitButton.layoutGridColumnSpan': filled('layoutGridColumnSpan'),
  'SubmissionConfirmation.queryString': ({ data }) =>
    orNull(parseUrl(filledText(data, 'url') ?? '')?.search.slice(1)),
  'FormConfirmation.isActive': ({ data }) => isActive(data),
  'FormConfirmation.pageId': filled('pageId'),
  // Which answers lead to which confirmation is for the staff of the site.
  'FormConfirmation.conditionalLogic': () => null,
};

function schedule(begin: string): Reader {
  return (part, { loaders }) => {
    const { data } = part;
    return partOf(part, 'FormScheduleDetails', {
      date: localDate(data[begin], loaders.site),
      dateGmt: orNull(data[begin]),
      amPm: orNull(data[`${begin}Ampm`]),
      hour: data[`${begin}Hour`],
      minute: data[`${begin}Minute`],
    });
  };
}

/** Returns a date in UTC in the time zone of the site, as WordPress writes it: `2026-05-01 12:00:00`. Null if it is none. */
function localDate(value: unknown, zone: TimeZone): string | null {
  const [, date, month, day, year, time = '00:00:00'] =
    /^(?:(\d{4}-\d\d-\d\d)|(\d\d)\/(\d\d)\/(\d{4}))(?:[ T](\d\d:\d\d:\d\d))?$/.exec(String(value ?? '')) ??
    [];
  const instant = Date.parse(`${date ?? `${year}-${month}-${day}`}T${time}Z`);
  return Number.isNaN(instant) ? null : localTime(instant, zone).replace('T', ' ');
}
