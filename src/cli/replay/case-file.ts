import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { InvalidInput } from "../../base/errors.ts";
import { projectPath } from "../../base/paths.ts";
import { readZonedTime } from "../../base/time.ts";
import { findingCodes } from "../../law/exchange/finding-code.ts";
import type { Action } from "../../records/exchange/action.ts";
import { actionNamed } from "../../records/exchange/actions/catalogue.ts";
import { organisationKinds, roles } from "../../records/organisations/role.ts";

const text = z.string().min(1);
const name = z.string().regex(/^[a-z][a-z0-9_]*$/, "is no name of small letters, digits and _");

const stepShape = z.strictObject({
  at: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, "is no minute such as 2026-03-02T08:05"),
  who: text,
  action: text,
  on: name.nullable().default(null),
  as: name.nullable().default(null),
  input: z.record(z.string(), z.unknown()),
});

const caseShape = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  situation: text,
  clock: text,
  steps: z.array(stepShape).min(1),
  expect: z.strictObject({
    of: name,
    seen_by: text,
    finding: z.enum(findingCodes),
    outcome_by_jail: text.nullable(),
    outcome_by_ice: text.nullable(),
    disagreement: z.boolean(),
  }),
});

/** An organisation of a case file with its accounts; what it must be otherwise, its registration says. */
const organisationShape = z.strictObject({
  organisation: z.strictObject({
    organisation_id: text,
    kind: z.enum(organisationKinds),
    name: text,
    jurisdiction_geoid: text.nullable(),
    contact_email: text.nullable(),
    is_synthetic: z.literal(true, "cases to be replayed are made up; say so"),
  }),
  facilities: z.array(
    z.strictObject({
      facility_id: text,
      name: text,
      kind: text,
      state_usps: text,
      jurisdiction_geoid: text,
      city: text.nullable(),
      time_zone: text,
    }),
  ),
  counsels_for: z.array(text),
  members: z.array(z.strictObject({ login: text, roles: z.array(z.enum(roles)).min(1) })),
});

const fileShape = z.strictObject({
  title: text,
  begins_at: z.iso.datetime(),
  organisations: z.array(organisationShape).min(1),
  forms: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
  cases: z.array(caseShape).min(1),
});

/** Who works in the cases. */
export type Cast = z.output<typeof organisationShape>;
/** What is to be found of a case at its end. */
export type Expected = z.output<typeof caseShape>["expect"];

/** One step of a case: `at` is its instant (ISO UTC), `on` and `as` name what it is done to and what it begins. */
export interface Step {
  readonly case_id: string;
  /** Its place in its case, from 1. */
  readonly number: number;
  readonly at: string;
  readonly who: string;
  readonly action: Action;
  readonly on: string | null;
  readonly as: string | null;
  readonly input: Readonly<Record<string, unknown>>;
}

/** One case from booking to outcome. */
export interface Case {
  readonly id: string;
  readonly situation: string;
  readonly steps: readonly Step[];
  readonly expect: Expected;
}

/** Cases with who works in them; `begins_at` (ISO UTC) is when the organisations are registered. */
export interface CaseFile {
  readonly title: string;
  readonly begins_at: string;
  readonly organisations: readonly Cast[];
  readonly cases: readonly Case[];
}

const refuse = (where: string, message: string): never => {
  throw new InvalidInput(`${where}: ${message}`);
};

/** An action that asks when it happened happened at the minute of its step, where nothing else is said. */
function inputOf(step: z.output<typeof stepShape>, { input }: Action): Record<string, unknown> {
  const asksWhen = "at" in input.shape && !input.shape.at.safeParse(null).success;
  return asksWhen && step.input.at === undefined ? { ...step.input, at: step.at } : step.input;
}

function stepsOf(file: string, one: z.output<typeof caseShape>, logins: ReadonlySet<string>): Step[] {
  const begun = new Set<string>();
  const steps = one.steps.map((step, n): Step => {
    const where = `${file}, case ${one.id}, step ${n + 1}`;
    const action = actionNamed(step.action);
    const at =
      readZonedTime(step.at, one.clock)?.at ?? refuse(where, `no clock ${one.clock} shows ${step.at}`);
    if (!logins.has(step.who)) refuse(where, `nobody of the organisations is called ${step.who}`);
    if ((step.on === null) !== (action.subject === "none"))
      refuse(where, action.subject === "none" ? "on: leave it out" : `on: say which ${action.subject}`);
    if (step.on !== null && !begun.has(step.on)) refuse(where, `on: no earlier step begins ${step.on}`);
    if (step.as !== null) begun.add(step.as);
    const { who, on, as } = step;
    return { case_id: one.id, number: n + 1, at, who, action, on, as, input: inputOf(step, action) };
  });
  const { of, seen_by } = one.expect;
  if (!begun.has(of)) refuse(`${file}, case ${one.id}, expect`, `of: no step begins ${of}`);
  if (!logins.has(seen_by)) refuse(`${file}, case ${one.id}, expect`, `nobody is called ${seen_by}`);
  return steps;
}

/** Reads a file of cases; throws `InvalidInput` that names the place which cannot be used. */
export function readCases(path: string): CaseFile {
  const read = fileShape.safeParse(parse(readFileSync(path, "utf8"), { merge: true }));
  const [issue] = read.error?.issues ?? [];
  if (issue !== undefined || !read.success)
    throw new InvalidInput(`${path}: ${issue?.path.join(".")}: ${issue?.message}`);
  const { title, begins_at, organisations, cases } = read.data;
  const logins = new Set(organisations.flatMap((each) => each.members.map((member) => member.login)));
  return {
    title,
    begins_at,
    organisations,
    cases: cases.map((one) => ({
      id: one.id,
      situation: one.situation,
      steps: stepsOf(path, one, logins),
      expect: one.expect,
    })),
  };
}

/** The ten cases that come with the project. */
export const tenCases = (): CaseFile => readCases(projectPath("samples", "exchange", "ten-cases.yaml"));
