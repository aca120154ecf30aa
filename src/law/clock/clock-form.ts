import { InvalidInput } from "../../base/errors.ts";
import { formClocks } from "./federal-clocks.ts";

/** Forms that ask for notice only, and so start no clock. */
const noticeForms = ["I-247N", "I-247G"] as const;

/** States whose own statute can be asked about without naming the paper. */
const statuteForms = ["NC", "NH"] as const;

export type HoldForm = keyof typeof formClocks;
export type NoticeForm = (typeof noticeForms)[number];
export type StatuteForm = (typeof statuteForms)[number];
export type ClockForm = HoldForm | NoticeForm | StatuteForm;

/** Everything that a clock can be asked of, as it is written. */
export const clockForms: readonly ClockForm[] = [
  ...(Object.keys(formClocks) as HoldForm[]),
  ...noticeForms,
  ...statuteForms,
];

const bare = (text: string): string => text.toUpperCase().replace(/[^A-Z0-9]/g, "");

/** The form that a text such as `I-247A`, `i247a` or `NC` names; throws `InvalidInput` with the known ones (details: known). */
export function clockForm(text: string): ClockForm {
  const found = clockForms.find((form) => bare(form) === bare(text));
  if (found !== undefined) return found;
  throw new InvalidInput(`form "${text}" has no clock here; known are ${clockForms.join(", ")}`, {
    form: text,
    known: clockForms,
  });
}

/** Whether a form asks for notice only (domain brief 2.1): nothing recorded of it can be a hold. */
export function isNoticeForm(form: ClockForm): form is NoticeForm {
  return (noticeForms as readonly string[]).includes(form);
}

/** Whether a state's statute is asked about, with no paper named. */
export function isStatuteForm(form: ClockForm): form is StatuteForm {
  return (statuteForms as readonly string[]).includes(form);
}
