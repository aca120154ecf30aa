import { actions } from "./en-actions.ts";
import { audit, booking, desk, fresh, release, request } from "./en-cases.ts";
import { choices, shown } from "./en-codes.ts";
import { fields, fieldsOf } from "./en-fields.ts";
import {
  alarms,
  due,
  errors,
  errorText,
  faults,
  form,
  frame,
  home,
  lists,
  missing,
  pageNames,
  performance,
  urgency,
  week,
} from "./en-pages.ts";

/** The words of the exchange's pages in English. Another language is a file of the same type. */
export const en = {
  /** The language of the page, as HTML and the calendar name it. */
  language: "en",
  locale: "en-US",
  frame,
  form,
  faults,
  errors,
  error_text: errorText,
  page_names: pageNames,
  due,
  missing,
  urgency,
  performance,
  home,
  alarms,
  week,
  lists,
  request,
  booking,
  release,
  desk,
  audit,
  fresh,
  actions,
  fields,
  fields_of: fieldsOf,
  choices,
  shown,
};

/** What every language says. */
export type Words = typeof en;
