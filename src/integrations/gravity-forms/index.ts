import type { Difference, Integration } from '../../schema/integration/contract.ts';
import { formsRoute } from './forms.ts';
import { addFormRoots } from './roots.ts';
import { addSubmission } from './submit.ts';
import { enumRows, interfaceRows, objectRows } from './tables.ts';
import { formTypes } from './types.ts';

const differences: readonly Difference[] = [
  {
    subject:
      /^(Root(Query|Mutation)\.(gf(Entry|Entries|(Draft|Submitted)Entr\w+|Settings)|(update|delete|submit)Gf\w*Entry)|GfForm\.entries|Gf\w*Entry\.(orderSummary|createdBy|post)|Gf\w*Entr\w*|GfSettings\w*|GfOrder\w*)$/,
    what: 'entries of Gravity Forms (`gfEntries`, `updateGfEntry`, `orderSummary`) and `gfSettings`',
    why: 'Entries have what visitors wrote about themselves, and are for the staff of the site.',
    instead: "Read them with Gravity Forms' REST API and the credentials of the staff.",
  },
  {
    subject:
      /^(GfForm\.(notifications|personalData|postCreation)|(\w*Field|GfFieldWithPersonalData)\.personalData|Form(Notification|PersonalData|PostCreation|DataPolic|EntryDataPolic)\w*|GfFieldWithPersonalData|FormFieldDataPolicy)$/,
    what: '`notifications`, `personalData` and `postCreation` of forms',
    why: 'They have e-mail addresses and rules of the staff. The extension shows them to every visitor; PressQL to nobody.',
    instead: "Read them with Gravity Forms' REST API and the credentials of the staff.",
  },
  {
    subject: /(^|\.)([gG]ravityForms[A-Z]\w*|(create|submit|update|delete)GravityForms[A-Z]\w*)$/,
    what: '`gravityFormsForm` and other names of the extension before its version 0.11',
    why: 'Its later versions renamed them, with other fields.',
    instead: "Use `gfForm`, `gfForms` and `submitGfForm`, which a site has if the plugin's REST API is on.",
  },
  {
    subject: /^(\w+\._phoneFormatExperimental|GfPhoneFormat|(Form|Submission)Confirmation\.page)$/,
    what: '`_phoneFormatExperimental` of fields, and `page` of confirmations',
    why: "Gravity Forms' REST API does not show them.",
    instead: 'Use `phoneFormatType`, and `pageId` or `url` of the confirmation.',
  },
];

/** Gravity Forms, with the names of WPGraphQL for Gravity Forms: forms and submissions over Gravity Forms' REST API v2. */
export const gravityForms: Integration = {
  name: 'gravity-forms',
  detect: ({ routes }) => routes.has(formsRoute),
  errorCodes: ['form_not_found', 'form_restriction_error', 'button_logic_error', 'submissions_blocked'],
  differences,
  reserved: {
    types: [...interfaceRows.keys(), ...objectRows.keys(), ...enumRows.keys()],
    rootFields: ['gfForm', 'gfForms', 'submitGfForm'],
  },
  extend: (toolkit) => {
    // A WordPress without plugins has no forms. `reserved` has the names.
    if (!toolkit.site.routes.has(formsRoute)) return;
    formTypes(toolkit.graph);
    addFormRoots(toolkit);
    addSubmission(toolkit);
  },
};
