import { type ClockRule, type ClockTerms, defineClock } from "./clock-rule.ts";

const straight = { hours: 48, leaves_out: "nothing", starts: "otherwise_released" } as const;
const workingDays = { ...straight, leaves_out: "weekends_and_federal_holidays" } as const;
const served = "the detainer takes effect only if a copy was served on the person";

const regulationTerms: ClockTerms = {
  ...workingDays,
  condition: "the person is not otherwise detained by a criminal justice agency",
  note: 'The regulation says "holidays" and does not define them. It still leaves days out, though the forms since 2015 print no exclusion.',
  in_force_precision: "day",
  verification: "seen",
  source_url:
    "https://www.avvo.com/legal-guides/ugc/immigration-holds-ice-detainers-placed-pursuant-to-8-cfr-2877d",
};

/** 8 CFR 287.7(d): 48 hours, Saturdays, Sundays and holidays left out. Official text: ecfr.gov, title 8, section 287.7. */
export const regulationClock: ClockRule = defineClock(
  "8-cfr-287.7-d",
  "8 CFR 287.7(d)",
  "federal_regulation",
  [
    {
      version: "1997",
      in_force: { from: "1997-04-01", before: "2003-06-13" },
      cite: "8 CFR 287.7(d) (1997), 62 FR 10312",
      text: "Such agency shall maintain custody for a period not to exceed 48 hours, excluding Saturdays, Sundays, and holidays, in order to permit assumption of custody by the Service (our shortening).",
      apply: {
        ...regulationTerms,
        verification: "partly_seen",
        source_url: "https://www.usborderpatrol.com/usbp/laws/border_patrol608_11",
        note: "Revision and its first day read; the wording of (d) at that time is general knowledge.",
      },
    },
    {
      version: "2003",
      in_force: { from: "2003-06-13", before: null },
      cite: "8 CFR 287.7(d)",
      text: '"such agency shall maintain custody of the alien for a period not to exceed 48 hours, excluding Saturdays, Sundays, and holidays in order to permit assumption of custody by the Department" (quoted as printed)',
      apply: regulationTerms,
    },
  ],
);

const formI247: ClockRule = defineClock("form-i-247", "Form I-247, prints of 1997 to 2012", "form", [
  {
    version: "4-1-97 to 12/12",
    in_force: { from: "1997-04-01", before: null },
    cite: "Form I-247 (4-1-97) to (12/12), hold request",
    text: '"not to exceed 48 hours (excluding Saturdays, Sundays and Federal holidays)" (as the form prints it)',
    apply: {
      ...workingDays,
      condition: null,
      note: "Issued until June 2015. How prints before 1997 counted is not known, so there is no version for them.",
      in_force_precision: "day",
      verification: "partly_seen",
      source_url: "https://nortontooby.com/node/15804",
    },
  },
]);

const formI247D: ClockRule = defineClock("form-i-247d", "Form I-247D", "form", [
  {
    version: "5/15",
    in_force: { from: "2015-06-01", before: null },
    cite: "Form I-247D (5/15), hold request",
    text: "48 hours beyond the time the person would otherwise be released; no day is left out.",
    apply: {
      ...straight,
      condition: served,
      note: "Issued until 2017-04-02; the month of first issue is known, the day is not. The hold sentence is general knowledge; the part of the form that was read has no words on weekends.",
      in_force_precision: "month",
      verification: "partly_seen",
      source_url: "https://p.pdfkul.com/i-247d-immigration-detainer-samplepdf_59bc24be1723ddeae84957b4.html",
    },
  },
]);

const formI247X: ClockRule = defineClock("form-i-247x", "Form I-247X", "form", [
  {
    version: "2015",
    in_force: { from: "2015-06-01", before: null },
    cite: "Form I-247X (2015), transfer request",
    text: "48 hours; taken to count as on Form I-247D.",
    apply: {
      ...straight,
      condition: null,
      note: "Issued until 2017-04-02. Hours and counting were not read anywhere: check the paper.",
      in_force_precision: "month",
      verification: "general_knowledge",
      source_url: "https://blog.federaldefendersny.org/new-ice-form-not-authorize-detention",
    },
  },
]);

const formI247A: ClockRule = defineClock("form-i-247a", "Form I-247A", "form", [
  {
    version: "3/17",
    in_force: { from: "2017-04-02", before: null },
    cite: "Form I-247A (3/17), hold request; ICE guidance on it, 2(1)",
    text: '"for a period not to exceed 48 hours beyond the time he or she would otherwise have been released" (guidance); no day is left out.',
    apply: {
      ...straight,
      condition: served,
      note: "The guidance was read, the form's own hold sentence is general knowledge. A print of May 2025 is known by its data label only and taken to count alike.",
      in_force_precision: "day",
      verification: "partly_seen",
      source_url: "https://www.scribd.com/document/343192456/ICE-Guidance-for-Form-I-247A",
    },
  },
]);

/**
 * The count that each hold form prints, from the day it was first issued. There is no last day: a detainer on an earlier form
 * stays active and keeps its own count (ICE guidance for completing Form I-247A, 1).
 */
export const formClocks = {
  "I-247A": formI247A,
  "I-247D": formI247D,
  "I-247X": formI247X,
  "I-247": formI247,
} as const;
