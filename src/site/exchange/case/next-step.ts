import type { AskedThing } from "../../../law/exchange/codes.ts";
import type { DueStep, Duty } from "../../../law/exchange/duties.ts";
import { isOpen } from "../../../law/exchange/request-state.ts";
import type { Actor } from "../../../records/organisations/actor.ts";
import type { RequestCase } from "../../../reports/exchange/case.ts";

/** Which form of a case's page does what is due. */
export interface NextStep {
  readonly action: string;
  readonly asked: AskedThing | null;
  readonly due: DueStep | null;
}

const actionOf: Readonly<Record<DueStep, string>> = {
  receive: "receive",
  answer: "answer",
  give_notice: "log_notice",
  serve: "serve",
  begin_hold_or_release: "start_hold",
  end_hold: "end_hold",
  close_incident: "close_incident",
};

/** The anchor of an action's form, and the prefix of its fields. */
export const formPrefix = (action: string, asked: string | null): string =>
  asked === null || action !== "answer" ? action.replaceAll("_", "-") : `${action}-${asked}`;

/** What is to be done about one duty; null where nothing is. */
export function stepOf({ due, asked }: Pick<Duty, "due" | "asked">): NextStep | null {
  return due === null ? null : { action: actionOf[due], asked: due === "answer" ? asked : null, due };
}

/** The address at which a step is done: the case's page with that form open. */
export function stepAddress(requestId: number, { action, asked }: NextStep): string {
  const prefix = formPrefix(action, asked);
  return `/exchange/requests/${requestId}?do=${prefix}#do-${prefix}`;
}

/** The most urgent step of a case, or to say what came of it once it has ended; null where nothing waits for this side. */
export function nextStep(shown: RequestCase, actor: Actor): NextStep | null {
  const step = shown.duties.map(stepOf).find((one) => one !== null);
  if (step !== undefined && step !== null) return step;
  const own = shown.state.outcomes.some((one) => actor.acts_for.includes(one.organisation_id));
  const mayTell = shown.actions.some((action) => action.id === "assert_outcome");
  return isOpen(shown.state) || own || !mayTell ? null : { action: "assert_outcome", asked: null, due: null };
}
