import { type ClockRule, type ClockTerms, defineClock } from "./clock-rule.ts";

/** A clock of one place: a state's statute, or a city's code. */
export interface LocalClock {
  readonly state: string;
  /** The city whose code it is; null for a state's statute. */
  readonly city: string | null;
  readonly rule: ClockRule;
}

const northCarolinaTerms: ClockTerms = {
  hours: 48,
  leaves_out: "nothing",
  starts: "otherwise_released",
  condition:
    "a detainer, an administrative warrant, and an order of a state judicial official; earlier if ICE takes custody or rescinds the detainer",
  note: "ICE must be told within two hours of the time of otherwise release. Applies to anyone confined or released on or after the first day.",
  in_force_precision: "day",
  verification: "seen",
  source_url: "https://webservices.ncleg.gov/BillDigests/2025/H318",
};

const northCarolina: ClockRule = defineClock("nc-162-62-b1", "N.C.G.S. 162-62(b1)", "state_statute", [
  {
    version: "HB 10",
    in_force: { from: "2024-12-01", before: "2025-10-01" },
    cite: "N.C.G.S. 162-62(b1), Session Law 2024-55 (HB 10)",
    text: "48 hours from receipt of the detainer and administrative warrant.",
    apply: {
      ...northCarolinaTerms,
      starts: "papers_received",
      note: "First day general knowledge.",
      verification: "partly_seen",
      source_url:
        "https://casetext.com/statute/general-statutes-of-north-carolina/chapter-162-sheriff/article-4-county-prisoners/section-162-62-legal-status-of-prisoners",
    },
  },
  {
    version: "HB 318",
    in_force: { from: "2025-10-01", before: null },
    cite: "N.C.G.S. 162-62(b1), Session Law 2025-85 (HB 318)",
    text: '"48 hours from the time the prisoner would otherwise be released from the facility" (digest of the act)',
    apply: northCarolinaTerms,
  },
]);

const newHampshire: ClockRule = defineClock("nh-30-b-1", "N.H. RSA 30-B:1", "state_statute", [
  {
    version: "SB 62",
    in_force: { from: "2026-01-01", before: null },
    cite: "N.H. RSA 30-B:1, SB 62 (2025)",
    text: "A county facility may hold for at most 48 hours after the resolution of state charges, Saturdays, Sundays and holidays left out.",
    apply: {
      hours: 48,
      leaves_out: "weekends_and_federal_holidays",
      starts: "state_charges_resolved",
      condition: "a county correctional facility",
      note: 'The statute says "holidays" without a list; the federal calendar is applied, and a state holiday could move the end. A digest was read, not the statute.',
      in_force_precision: "day",
      verification: "seen",
      source_url:
        "https://fastdemocracy.com/bill-summary/?billsummary_id=NHB00013517&billsummary_session=2025&billsummary_state=nh",
    },
  },
]);

const definitionOnly =
  "a definition only: the same code does not let city police hold on a detainer without a criminal warrant";

const bostonTerms: ClockTerms = {
  hours: 48,
  leaves_out: "weekends_and_federal_holidays",
  starts: "otherwise_released",
  condition: `${definitionOnly} issued by a judicial officer`,
  note: 'The code says "holidays" without a list; the federal calendar is applied. It binds city police, who run lockups; the county sheriff runs the jail.',
  in_force_precision: "month",
  verification: "seen",
  source_url: "https://codelibrary.amlegal.com/codes/boston/latest/boston_ma/0-0-0-16772",
};

const boston: ClockRule = defineClock("boston-11-1.9", "City of Boston Code 11-1.9", "city_code", [
  {
    version: "2014",
    in_force: { from: "2014-08-01", before: "2019-12-01" },
    cite: "City of Boston Code 11-1.9 (2014), Boston Trust Act",
    text: "A detainer asks for custody of at most 48 hours, Saturdays, Sundays and holidays left out.",
    apply: {
      ...bostonTerms,
      verification: "partly_seen",
      condition: definitionOnly,
      source_url: "https://scribd.com/document/237344293/Boston-Trust-Act",
    },
  },
  {
    version: "2019",
    in_force: { from: "2019-12-01", before: null },
    cite: "City of Boston Code 11-1.9, Boston Trust Act as amended",
    text: '"not to exceed forty-eight (48) hours, excluding Saturdays, Sundays, and holidays" (definition of a civil immigration detainer request)',
    apply: bostonTerms,
  },
]);

/** Every clock of a place that is recorded; a place that is not here has none recorded, which is not to say that it has none. */
export const localClocks: readonly LocalClock[] = [
  { state: "NC", city: null, rule: northCarolina },
  { state: "NH", city: null, rule: newHampshire },
  { state: "MA", city: "Boston", rule: boston },
];
