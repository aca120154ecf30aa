import type { Clock } from "../../base/clock.ts";
import { AppError, InvalidInput } from "../../base/errors.ts";
import type { Case, CaseFile, Step } from "./case-file.ts";

/** A clock that stands at an instant (ISO UTC) until it is set to another. */
export interface HandClock extends Clock {
  set(at: string): void;
}

/** A clock that shows what the cases say. */
export function handClock(at: string): HandClock {
  let present = new Date(at).toISOString();
  return {
    now: () => present,
    set: (to) => {
      present = new Date(to).toISOString();
    },
  };
}

/** What a step was about or began. */
export interface Done {
  readonly request_id: number | null;
  readonly booking_id: number | null;
}

/** Where cases are carried: the store itself, or a server that is asked over HTTP. */
export interface Stage {
  /** Does a step to what it is about, by number; null for one that begins something. */
  take(step: Step, subjectId: number | null): Promise<Done>;
}

/** What the steps of a case began, by the names that the case gives. */
export type Begun = Readonly<Record<string, Done>>;

/** The steps of all cases in the order of their minutes, as a week brings them; those of one minute as the file has them. */
export function inOrder(cases: readonly Case[]): Step[] {
  return cases.flatMap((one) => one.steps).toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

const subjectOf = (step: Step, begun: Begun): number | null => {
  const found = step.on === null ? null : begun[step.on];
  if (found === null || found === undefined) return null;
  return step.action.subject === "booking" ? found.booking_id : found.request_id;
};

function told(step: Step, error: unknown): unknown {
  if (!(error instanceof AppError)) return error;
  const where = `case ${step.case_id}, step ${step.number} (${step.action.id})`;
  return new InvalidInput(`${where}: ${error.message}`, error.details, error);
}

/** Carries every case to its end, with the clock at each step's minute; answers what each case began, by its id. */
export async function carry(
  file: CaseFile,
  clock: HandClock,
  stage: Stage,
): Promise<ReadonlyMap<string, Begun>> {
  const begun = new Map<string, Record<string, Done>>(file.cases.map((one) => [one.id, {}]));
  for (const step of inOrder(file.cases)) {
    const own = begun.get(step.case_id) ?? {};
    clock.set(step.at);
    try {
      const done = await stage.take(step, subjectOf(step, own));
      if (step.as !== null) own[step.as] = done;
    } catch (error) {
      throw told(step, error);
    }
  }
  return begun;
}
