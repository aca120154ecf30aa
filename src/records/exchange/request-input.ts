import { z } from "zod";
import {
  basisBoxes,
  noticeOnlyForms,
  probableCauseBases,
  requestForms,
  warrants,
} from "../../law/exchange/codes.ts";
import { fieldError } from "./input.ts";

const flag = (what: string) => z.boolean().nullable().default(null).describe(what);
const short = z.string().min(1).max(200);

/** What stands on the form of a request, as either side enters it; what the form prints by itself can be left out. */
export const formFields = {
  form: z.enum(requestForms).describe("The form"),
  issued_on: z.iso.date().describe("The date on the form"),
  basis_box: z
    .enum(basisBoxes)
    .default("probable_cause")
    .describe("Which box is ticked: 1 probable cause, 2 custody to be resumed"),
  bases: z
    .array(z.enum(probableCauseBases))
    .max(5)
    .default([])
    .describe("Box 1: on what probable cause rests"),
  basis_wording: z
    .string()
    .min(1)
    .max(2000)
    .nullable()
    .default(null)
    .describe("Words of an older form or of box 2"),
  warrant: z.enum(warrants).default("none").describe("What came with the form"),
  warrant_signed_on: z.iso.date().nullable().default(null).describe("The date on that warrant"),
  warrant_reference: short
    .nullable()
    .default(null)
    .describe("The warrant's number, or the court and docket of a judge's"),
  revision: short.nullable().default(null).describe("The form's revision, as printed"),
  scan_sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/, "is no SHA-256; write its 64 small hex digits")
    .nullable()
    .default(null)
    .describe("SHA-256 of the scanned form and its warrant; the scan itself stays with you"),
  ice_reference: short
    .nullable()
    .default(null)
    .describe("Event or subject number on the form; never an A-number"),
  priority: short.nullable().default(null).describe("Forms I-247D and I-247N: the priority ticked"),
  asks_notify: flag("Asks for notice before release; as the form prints where left out"),
  notify_hours: z.coerce
    .number()
    .int()
    .min(1)
    .max(720)
    .nullable()
    .default(null)
    .describe("Hours of notice asked for"),
  asks_hold: flag("Asks for a hold; as the form prints where left out"),
  asks_serve: flag("Asks that the person be served a copy"),
  asks_interview: flag("Asks to interview the person"),
  asks_relay: flag("Asks that it be relayed on a transfer"),
  asks_event_notice: flag("Asks for notice of death, hospitalization or transfer"),
} as const;

type FormInput = z.output<z.ZodObject<typeof formFields>>;

const aNumber = /\bA[- ]?\d{8,9}\b/i;

/** An A-number looks like this wherever it is written; none is kept. */
function refuseANumbers(input: FormInput): void {
  const found = (["ice_reference", "warrant_reference", "basis_wording"] as const).find((field) =>
    aNumber.test(input[field] ?? ""),
  );
  if (found !== undefined)
    throw fieldError([
      { field: found, message: "holds what looks like an A-number; none is kept here: leave it out" },
    ]);
}

/**
 * What a form asks where nothing else was entered: I-247N and I-247G notice only, I-247D, I-247A and later prints of I-247 that the
 * person be served, I-247D and I-247A that it be relayed (reference/forms, domain brief 2.1 and 2.2).
 */
export function asksOf(input: FormInput) {
  const noticeOnly = noticeOnlyForms.includes(input.form);
  if (noticeOnly && input.asks_hold === true)
    throw fieldError([
      { field: "asks_hold", message: `form ${input.form} asks for notice only, never for a hold` },
    ]);
  refuseANumbers(input);
  if (input.warrant === "none" && (input.warrant_signed_on !== null || input.warrant_reference !== null))
    throw fieldError([
      { field: "warrant", message: "a date or number of a warrant is given: say which warrant it is" },
    ]);
  const served = ["I-247A", "I-247D"].includes(input.form);
  return {
    asks_notify: input.asks_notify ?? true,
    notify_hours: input.notify_hours ?? (noticeOnly || served ? 48 : null),
    asks_hold: input.asks_hold ?? !noticeOnly,
    asks_serve: input.asks_serve ?? served,
    asks_interview: input.asks_interview ?? false,
    asks_relay: input.asks_relay ?? served,
    asks_event_notice: input.asks_event_notice ?? served,
  };
}
