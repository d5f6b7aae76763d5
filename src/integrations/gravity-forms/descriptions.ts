import type { Availability } from '../../values/availability.ts';
import { objectRows } from './tables.ts';

/** What a field of the graph says about itself. */
interface About {
  readonly description: string;
  readonly availability?: Availability;
  readonly deprecationReason?: string;
}

/** Values that visitors have given. They are in entries, which are for the staff of the site. */
const valueFields =
  /^(value|values|addressValues|checkboxValues|consentValue|fileUploadValues|imageValues|listValues|nameValues|productValues|timeValues)$/;

const noValues: Availability = {
  to: 'nobody',
  because: 'The gateway reads no entries.',
};

/** Parts of entries, beside those that an answer to a submission has. */
const entryFields =
  /^(createdBy\w*|date(Created|Updated)(Gmt)?|ip|isRead|isStarred|postDatabaseId|sourceUrl|status|userAgent)$/;

const deprecations: Readonly<Record<string, string>> = {
  phoneFormat: 'Use `phoneFormatType` instead.',
  productField: 'Use `connectedProductField` instead.',
};

const noLogic: Availability = {
  to: 'nobody',
  because: 'The gateway does not read which answers lead to which confirmation.',
};

/** Returns the description of a field, and who gets its value. */
export function describeField(type: string, field: string): About {
  const description =
    descriptions[`${type}.${field}`] ?? descriptions[field] ?? `\`${field}\` of Gravity Forms.`;
  const deprecationReason = deprecations[field];
  const isOfField = /Field$/.test(type) || /Value$/.test(type);
  const isEntry = /^Gf\w*Entry$/.test(type) && entryFields.test(field);
  const isLogic = type === 'FormConfirmation' && field === 'conditionalLogic';
  const hasNone = (isOfField && valueFields.test(field)) || isEntry;
  return {
    description,
    ...(hasNone ? { availability: noValues } : isLogic ? { availability: noLogic } : {}),
    ...(deprecationReason ? { deprecationReason } : {}),
  };
}

/** Returns the description of a type. */
export function describeType(name: string): string {
  const known = descriptions[name];
  if (known) return known;
  const words = wordsOf(name.replace(/^(Gf)+|(Setting|Enum|Property)$/g, ''));
  if (/Field$/.test(name)) return `A field of the type "${words.replace(/ field$/, '')}" in a form.`;
  if (/FieldChoice$/.test(name)) return `A choice of the field "${words.replace(/ field choice$/, '')}".`;
  if (/FieldValue$/.test(name)) return `A value of the field "${words.replace(/ field value$/, '')}".`;
  if (/InputProperty$/.test(name)) return `An input of the field "${words.replace(/ input$/, '')}".`;
  if (/^(Gf)+Field(Choice|Input|Value)?With/.test(name))
    return `A part of a form with ${words.replace(/^.*?with /, '')}.`;
  return `${words.charAt(0).toUpperCase()}${words.slice(1)} of forms${objectRows.has(name) ? '' : ', as Gravity Forms has them'}.`;
}

/** Returns the description of a value of an enum. */
export function describeEnumValue(name: string, value = name): string {
  return `\`${value}\` in Gravity Forms.`;
}

function wordsOf(name: string): string {
  return name.replace(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase();
}

const descriptions: Readonly<Record<string, string>> = {
  // Types
  GfForm: 'A form of Gravity Forms.',
  FormField: 'A field of a form.',
  GfEntry: 'An entry: what somebody has submitted.',
  GfSubmittedEntry: 'A submitted entry.',
  GfDraftEntry: 'A draft of an entry, which its author can resume.',
  NodeWithForm: 'Something that belongs to a form.',
  FieldError: 'An error of one field of a submission.',
  FormConfirmation: 'What a form shows after a submission, or where it leads.',
  SubmissionConfirmation: 'What Gravity Forms shows after a submission, or where it leads.',
  GfFieldChoice: 'A choice of a field.',
  GfFieldInput: 'An input of a field with several inputs.',
  ConditionalLogic: 'Rules that show or hide a part of a form.',
  ConditionalLogicRule: 'A rule about the value of another field.',

  // Everywhere
  id: 'The global id.',
  databaseId: 'The id in Gravity Forms. Fields count from 1 in each form.',
  conditionalLogic: 'The rules that show or hide the part. Null if it is always there.',
  cssClass: 'The CSS classes, separated by spaces.',
  description: 'The description. May contain HTML.',
  descriptionPlacement: 'Where descriptions stand.',
  labelPlacement: 'Where labels stand.',
  subLabelPlacement: 'Where the labels of inputs stand.',
  label: 'The label.',
  type: 'The type.',
  text: 'The text.',
  value: 'The value.',
  imageUrl: 'The address of the image, for a button of the type IMAGE.',
  url: 'The address that the visitor is sent to.',
  message: 'The message. May contain HTML.',
  pageId: 'The database id of the page that the visitor is sent to.',
  queryString: 'The query of the address.',
  price: 'The price as a number.',
  formattedPrice: 'The price with its currency.',

  // Forms
  title: 'The title.',
  confirmations: 'The confirmations.',
  'FormConfirmation.id': 'The id of the confirmation.',
  'FormConfirmation.name': 'The name, for the staff of the site.',
  'FormConfirmation.isActive': 'Whether the confirmation is in use.',
  customRequiredIndicator: 'The mark of required fields, if `requiredIndicator` is CUSTOM.',
  requiredIndicator: 'How the form marks required fields.',
  dateCreated: 'When it was created, in the time zone of the site.',
  dateCreatedGmt: 'When it was created, in UTC.',
  entryLimits: 'The limits of the number of entries.',
  firstPageCssClass: 'The CSS classes of the first page.',
  hasConditionalLogicAnimation: 'Whether parts slide when rules show or hide them.',
  hasHoneypot: 'Whether a hidden field catches robots.',
  hasValidationSummary: 'Whether a list of the errors stands above the form.',
  isActive: 'Whether the form is active. The graph has active forms alone.',
  isTrash: 'Whether the form is in the trash. The graph has none of these.',
  isDefault: 'Whether it is the default.',
  isAutoformatted: 'Whether line breaks become paragraphs.',
  login: 'Whether visitors have to sign in.',
  isLoginRequired: 'Whether only users can see and submit the form.',
  loginRequiredMessage: 'What visitors see who have to sign in.',
  markupVersion: 'The version of the HTML.',
  nextFieldId: 'The id of the next field that the staff adds.',
  version: 'The version of Gravity Forms that saved the form.',
  pagination: 'The pages of the form. Null for a form of one page.',
  pageNames: 'The names of the pages.',
  backgroundColor: 'The background of the progress bar.',
  color: 'The color of the text of the progress bar.',
  style: 'The color scheme of the progress bar.',
  progressbarCompletionText: 'The text of the progress bar at the end.',
  hasProgressbarOnConfirmation: 'Whether the progress bar stays with the confirmation.',
  lastPageButton: 'The button to the previous page, on the last page.',
  saveAndContinue: 'Whether visitors can save the form and continue later. Null if nobody has set it.',
  hasSaveAndContinue: 'Whether visitors can save the form and continue later.',
  buttonText: 'The text of the link that saves the form.',
  scheduling: 'When the form is open.',
  hasSchedule: 'Whether the form has a schedule.',
  startDetails: 'When the form opens.',
  endDetails: 'When the form closes.',
  pendingMessage: 'What visitors see before the form opens.',
  closedMessage: 'What visitors see after the form has closed.',
  date: 'The date in the time zone of the site.',
  dateGmt: 'The date as the form has it.',
  amPm: 'The half of the day.',
  hour: 'The hour.',
  minute: 'The minute.',
  submitButton: 'The button that submits the form.',
  location: 'Where the button stands.',
  width: 'The width of the button.',
  hasLimit: 'Whether the number of entries is limited.',
  limitReachedMessage: 'What visitors see after the form has reached its limit.',
  limitationPeriod: 'The time in which the entries count.',
  maxEntries: 'The number of entries that the form takes.',

  // Rules
  actionType: 'What the rules do.',
  logicType: 'Whether all rules must be true, or any.',
  rules: 'The rules.',
  fieldId: 'The id of the field whose value the rule compares.',
  operator: 'How the rule compares.',
  'ConditionalLogicRule.value': 'The value that the rule compares with.',

  // Fields
  adminLabel: 'The label for the staff of the site.',
  allowedExtensions: 'The endings of the names of files that the field takes.',
  addIconUrl: 'The address of the icon that adds a row.',
  deleteIconUrl: 'The address of the icon that deletes a row.',
  addressType: 'The kind of addresses.',
  addressValues: 'The address.',
  autocompleteAttribute: 'The attribute `autocomplete`.',
  calculationFormula: 'The formula of the value.',
  calculationRounding: 'The number of decimals of a computed value.',
  calendarIconType: 'The icon of the calendar.',
  calendarIconUrl: 'The address of the icon of the calendar.',
  canAcceptMultipleFiles: 'Whether the field takes several files.',
  canPrepopulate: 'Whether a parameter of the address can fill the field.',
  captchaBadgePosition: 'Where the badge of an invisible captcha stands.',
  captchaLanguage: 'The language of the captcha.',
  captchaTheme: 'The colors of the captcha.',
  captchaType: 'The kind of captcha.',
  checkboxLabel: 'The label of the box.',
  checkboxValues: 'The chosen values.',
  choices: 'The choices.',
  connectedProductField: 'The field of the product.',
  consentValue: 'Whether the visitor has agreed.',
  content: 'The HTML.',
  copyValuesOptionFieldId: 'The id of the field whose values can be copied.',
  copyValuesOptionLabel: 'The label of the box that copies the values of another field.',
  dateFormat: 'The format of dates.',
  dateType: 'How visitors enter a date.',
  defaultCountry: 'The country that is chosen at first.',
  defaultProvince: 'The province that is chosen at first, for Canadian addresses.',
  defaultState: 'The state that is chosen at first, for addresses in the United States.',
  defaultValue: 'The initial value.',
  displayOnly: 'Whether the field takes no value.',
  dropdownPlaceholder: 'The first item of the list, which stands for no choice.',
  errorMessage: "The site's own message for a missing or wrong value.",
  fileUploadValues: 'The files.',
  hasAllCategories: 'Whether all categories of the site can be chosen.',
  hasAlt: 'Whether visitors enter an alternative text.',
  hasAutocomplete: 'Whether browsers may complete the field.',
  hasCaption: 'Whether visitors enter a caption.',
  hasChoiceValue: 'Whether choices have values other than their texts.',
  hasColumns: 'Whether the list has several columns.',
  hasDescription: 'Whether visitors enter a description.',
  hasEmailConfirmation: 'Whether visitors enter the address twice.',
  hasEnhancedUI: 'Whether visitors can search the list.',
  hasInputMask: 'Whether a mask limits what visitors can type.',
  hasMargins: 'Whether the field has the margins of other fields.',
  hasOtherChoice: 'Whether visitors can enter a choice of their own.',
  hasPasswordStrengthIndicator: 'Whether the field shows how strong a password is.',
  hasPasswordVisibilityToggle: 'Whether visitors can make the password visible.',
  hasQuantity: 'Whether visitors enter a quantity.',
  hasRichTextEditor: 'Whether the field is an editor with formats.',
  hasSelectAll: 'Whether there is a choice for all others.',
  hasTitle: 'Whether visitors enter a title.',
  imageValues: 'The image.',
  inputMaskValue: 'The mask.',
  inputName: 'The parameter of the address that fills the field.',
  inputType: 'The type of the input, for a field whose inputs can have several types.',
  inputs: 'The inputs. Null if the field itself is the input.',
  isCalculation: 'Whether a formula gives the value.',
  isFeaturedImage: 'Whether the image becomes the featured image of the post.',
  isPasswordInput: 'Whether the text is hidden like a password.',
  isRequired: 'Whether the visitor has to fill the field.',
  layoutGridColumnSpan: 'The number of columns that it takes, of 12.',
  layoutSpacerGridColumnSpan: 'The number of columns of the space after the field.',
  listValues: 'The rows.',
  maxFileSize: 'The largest size of a file, in megabytes. Null for the limit of the server.',
  maxFiles: 'The largest number of files.',
  maxLength: 'The largest number of characters.',
  maxRows: 'The largest number of rows.',
  minPasswordStrength: 'How strong a password has to be.',
  nameValues: 'The name.',
  nextButton: 'The button to the next page.',
  previousButton: 'The button to the previous page.',
  numberFormat: 'The format of numbers.',
  pageNumber: 'The number of the page that the field is on.',
  phoneFormat: 'The format of telephone numbers.',
  phoneFormatType: 'The format of telephone numbers.',
  placeholder: 'The text of an empty field.',
  postMetaFieldName: 'The custom field of the post that gets the value.',
  productField: 'The id of the field of the product.',
  productValues: 'The product.',
  rangeMax: 'The largest number.',
  rangeMin: 'The smallest number.',
  shouldAllowDuplicates: 'Whether several entries may have the same value.',
  shouldCopyValuesOption: 'Whether a box copies the values of another field.',
  simpleCaptchaBackgroundColor: 'The background of the captcha.',
  simpleCaptchaFontColor: 'The color of the text of the captcha.',
  simpleCaptchaSize: 'The size of the captcha.',
  size: 'The size.',
  timeFormat: 'The format of times.',
  timeValues: 'The time.',
  values: 'The values.',
  visibility: 'Who sees the field. Fields for the administration are for the staff of the site alone.',

  // Choices and inputs
  customLabel: "The site's own label.",
  isHidden: 'Whether the input is hidden.',
  isOtherChoice: "Whether it stands for a choice of the visitor's own.",
  isSelected: 'Whether it is chosen at first.',
  key: 'The key of the value in the input of `submitGfForm`.',
  name: 'The parameter of the address that fills the input.',
  connectedChoice: 'The choice.',
  connectedInput: 'The input.',
  inputId: 'The id of the input.',

  // Entries and submissions
  form: 'The form.',
  formDatabaseId: 'The database id of the form.',
  formId: 'The global id of the form.',
  isDraft: 'Whether it is a draft.',
  isSubmitted: 'Whether it has been submitted.',
  resumeToken: 'The token with which the author resumes the draft.',
  connectedFormField: 'The field.',
  'FieldError.id': 'The id of the field.',
};
