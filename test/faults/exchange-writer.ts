/**
 * A process that works cases in an exchange until it is killed: `node exchange-writer.ts FOLDER NAME LOGIN [URL]`. Each write that was
 * acknowledged it says in one line on stdout, and only then; `NAME` makes its booking numbers and keys its own.
 */
import { writeSync } from "node:fs";
import { systemClock } from "../../src/base/clock.ts";
import { openStore } from "../../src/db/open-store.ts";
import { actionNamed } from "../../src/records/exchange/actions/catalogue.ts";
import { perform } from "../../src/records/exchange/perform.ts";
import { standingPolicies } from "../../src/records/exchange/standing-policies.ts";
import { actorByLogin } from "../../src/records/organisations/actor-of.ts";

/** A write that was acknowledged to the writer. */
export interface Acknowledged {
  readonly key: string;
  readonly position: number;
  readonly events: readonly number[];
}

const [folder = "", name = "", login = "", url] = process.argv.slice(2);
const clock = systemClock();
const { db } = await openStore(folder, url);
const actor = await actorByLogin(db, login);
if (actor === null) throw new Error(`there is no account ${login}`);
const services = { person_secret: "a secret of this test", instruments: standingPolicies() };
const facility_id = actor.organisation_id;
let writes = 0;

async function write(action: string, subject: number | null, input: object) {
  const idempotency_key = `${name}-key-${writes++}`;
  const answer = await perform(db, services, clock, actor as NonNullable<typeof actor>, {
    action: actionNamed(action),
    subject_id: subject,
    version: null,
    idempotency_key,
    input,
  });
  const { position, events } = answer;
  const said: Acknowledged = { key: idempotency_key, position, events };
  writeSync(1, `${JSON.stringify(said)}\n`);
  return answer;
}

for (let n = 1; ; n++) {
  const at = `${clock.now().slice(0, 19)}Z`;
  const booking_number = `${name}-${n}`;
  const booked = await write("book", null, {
    facility_id,
    booking_number,
    person_id: "made up",
    booked_at: at,
    charges: [{ description: "made up" }, { description: "made up too" }],
  });
  const { request_id } = await write("log_request", null, {
    form: "I-247A",
    issued_on: at.slice(0, 10),
    facility_id,
    booking_number,
    issuing_unit: "a made-up office",
    issuer_organisation_id: "sample-ero-office",
    received_at: at,
    channel: "fax",
  });
  await write("serve", request_id, { at, manner: "in_person", language: "es" });
  await write("answer", request_id, { asked: "notify", answer: "will", reason_code: "follows_policy" });
  await write("otherwise_release", booked.booking_id, { at, reason: "bond_posted" });
  await write("log_notice", request_id, {
    at,
    channel: "phone",
    reached: "duty officer",
    answer: "will_come",
  });
  await write("release", booked.booking_id, {
    at,
    reason: "bond_posted",
    criminal_warrants_checked: true,
    requests_checked: true,
  });
  await write("assert_outcome", request_id, {
    outcome: "RELEASED_AFTER_NOTICE",
    evidence: "a log, made up",
  });
}
