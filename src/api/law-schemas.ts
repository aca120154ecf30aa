import { z } from "zod";
import { results } from "../law/definitions/definition.ts";
import { acts, modalities } from "../law/policies/instrument.ts";
import { asOf } from "./schemas.ts";

const day = z.iso.date();
const reducedDate = z
  .string()
  .nullable()
  .describe("A day, cut to a month or a year where that is all that is known");
const verification = z
  .enum(["seen", "partly_seen", "general_knowledge"])
  .describe("How far the row was checked at its source");
const standing = z.enum(["in_force", "uncertain"]);
const appliesTo = z.enum(["jail", "police", "state_prison", "probation", "all"]);

const provision = z.object({
  provision_id: z.string(),
  clause: z.string(),
  act: z.enum(acts),
  modality: z.enum(modalities),
  condition: z.string().nullable().describe("In words that follow “unless” or “if”"),
  applies_to: appliesTo,
  standing,
  why: z.string(),
  verification,
  source_url: z.string(),
});

const instrument = z.object({
  instrument_id: z.string(),
  jurisdiction_level: z.enum(["state", "county", "city", "agency"]),
  jurisdiction_geoid: z.string(),
  jurisdiction_name: z.string(),
  issuer: z.string(),
  instrument_type: z.string(),
  title: z.string(),
  citation: z.string(),
  binds: z.string(),
  binding: z.enum(["yes", "no", "unclear"]),
  announced_on: reducedDate,
  adopted_on: reducedDate,
  effective_from: reducedDate,
  effective_to: reducedDate,
  date_precision: z.enum(["day", "month", "year", "unknown"]),
  summary: z.string(),
  source_name: z.string(),
  source_url: z.string(),
  verification,
  confirmed_on: day.nullable(),
  standing,
  why: z.string(),
  is_replaced: z.boolean(),
  is_none_found: z
    .boolean()
    .describe("True for a search that found no rule; that is not proof that there is none"),
  provisions: z.array(provision),
});

const result = z.enum(results);
const inForce = z.object({ from: z.string().nullable(), to: z.string().nullable() });

const factUsed = z.object({
  fact_id: z.string(),
  value: z.string(),
  asserted_by: z.string(),
  source: z.string(),
  verification,
  in_force: inForce,
  doubt: z.string().optional().describe("Why it is not certain that it stood on the day"),
});

const flip = z.object({
  change: z.array(z.object({ fact_id: z.string(), from: z.string().nullable(), to: z.string() })),
  result,
});

const test = z.object({
  definition: z.string(),
  version: z.string(),
  authority: z.string(),
  citation: z.string(),
  what_it_tests: z.string(),
  result,
  detail: z.string().nullable(),
  result_means: z.string().nullable().describe("What the result says, in words of the test"),
  counts: z
    .boolean()
    .nullable()
    .describe("Whether the test's author would count the place; null where the result does not say"),
  explanation: z.array(z.string()),
  parts: z.array(z.object({ part: z.string(), result: z.string() })),
  facts_used: z.array(factUsed),
  facts_missing: z.array(z.object({ fact_id: z.string(), question: z.string() })),
  flips: z.array(flip).describe("The smallest changes of fact that would change the result"),
  orders: z.array(z.string()),
  verification: z.object({
    facts: z.number().int(),
    seen: z.number().int(),
    partly_seen: z.number().int(),
    general_knowledge: z.number().int(),
  }),
  definition_verification: z.string(),
  source_url: z.string(),
});

const authoritySource = z.object({
  source_id: z.string(),
  layer: z.string(),
  modality: z.enum(modalities),
  cite: z.string(),
  text: z.string(),
  condition_text: z.string().nullable(),
  in_force: inForce,
  verification,
  source_url: z.string(),
});

/** What law and policy say of one thing asked of a jail on a day. */
export const authoritySchema = z.object({
  request: z.enum(["notify", "hold", "serve", "interview", "transfer"]),
  on: day,
  modality: z.enum([...modalities, "contested", "no_rule_found"]),
  decided_by: z.string().nullable().describe("The source that settles it; null where none does"),
  sources: z.array(authoritySource),
  conflicts: z.array(z.object({ between: z.tuple([z.string(), z.string()]), why: z.string() })),
  explanation: z.array(z.string()),
});

const custodian = z.object({
  jurisdiction_geoid: z.string(),
  operator: z.string(),
  operator_geoid: z.string(),
  source: z.string(),
  verification,
});

/** The rules and tests of one jurisdiction on a day. */
export const jurisdictionLawSchema = z.object({
  as_of: asOf,
  geoid: z.string(),
  name: z.string(),
  level: z.enum(["state", "county", "city"]),
  on: day,
  policies: z.object({
    origin: z.enum(["recorded", "shipped"]),
    position: z.number().int(),
    told: z.string().describe("Where the set of instruments comes from"),
  }),
  verification_filter: z
    .array(verification)
    .nullable()
    .describe("The grades that were let in; null where all were"),
  instruments_left_out: z.number().int(),
  instruments: z.array(instrument),
  tests: z.object({
    counted_by: z.number().int(),
    not_counted_by: z.number().int(),
    contested_by: z.number().int(),
    rows: z.array(test).describe("Those in force on the day, where they differ first"),
    not_in_force: z.array(
      z.object({
        definition: z.string(),
        authority: z.string(),
        citation: z.string(),
        what_it_tests: z.string(),
      }),
    ),
  }),
  authority: z.object({
    custodian: custodian.nullable().describe("Who runs the jail; null where nobody wrote it down"),
    geoids: z.array(z.string()).describe("Governments whose rules were weighed, narrowest first"),
    applies_to: appliesTo,
    requests: z.array(authoritySchema),
  }),
  advice: z.string(),
});
