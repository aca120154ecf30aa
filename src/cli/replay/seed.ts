import { NotFound } from "../../base/errors.ts";
import type { Db } from "../../db/db.ts";
import { perform } from "../../records/exchange/perform.ts";
import type { ExchangeServices } from "../../records/exchange/services.ts";
import { actorByLogin } from "../../records/organisations/actor-of.ts";
import { carry, handClock, type Stage } from "./carry.ts";
import type { CaseFile, Step } from "./case-file.ts";
import { registerCast } from "./cast.ts";

/** A case that was carried to its end: the number of the request that it is about. */
export interface SeededCase {
  readonly id: string;
  readonly situation: string;
  readonly request_id: number;
}

/** The key of a step's write, the same whenever and however it is carried, so that it is done once. */
export const stepKey = (step: Step): string => `case:${step.case_id}:${step.number}`;

const storeStage = (db: Db, services: ExchangeServices, clock: ReturnType<typeof handClock>): Stage => ({
  async take(step, subject_id) {
    const actor = await actorByLogin(db, step.who);
    if (actor === null) throw new NotFound(`there is no active account "${step.who}"`);
    return perform(db, services, clock, actor, {
      action: step.action,
      subject_id,
      version: null,
      idempotency_key: stepKey(step),
      input: step.input,
    });
  },
});

/**
 * Carries cases to their end in a store, without HTTP: registers who works in them and does each step through the same actions, at
 * the minutes that the file says. What stands already is left; a step that was done is not done again.
 */
export async function seedCases(
  db: Db,
  services: ExchangeServices,
  file: CaseFile,
  author = "demo",
): Promise<SeededCase[]> {
  const clock = handClock(file.begins_at);
  await registerCast(db, file.organisations, clock.now(), author);
  const begun = await carry(file, clock, storeStage(db, services, clock));
  return file.cases.map(({ id, situation, expect }) => ({
    id,
    situation,
    request_id: begun.get(id)?.[expect.of]?.request_id ?? 0,
  }));
}
