import { NotFound } from "../../../base/errors.ts";
import { nearestName } from "../../../base/nearest-name.ts";
import type { Action } from "../action.ts";
import { answer } from "./answer.ts";
import { book } from "./book.ts";
import { cancelRequest } from "./cancellation.ts";
import { recordCharge } from "./charge.ts";
import { setCourtDate } from "./court-date.ts";
import { clearCriminalWarrant, recordCriminalWarrant } from "./criminal-warrant.ts";
import { recordCustodyAssumed } from "./custody.ts";
import { expectRelease } from "./expected-release.ts";
import { closeIncident, endHold, startHold } from "./hold.ts";
import { issueRequest } from "./issue-request.ts";
import { logRequest } from "./log-request.ts";
import { logNotice } from "./notice.ts";
import { recordOpinion } from "./opinion.ts";
import { assertOutcome } from "./outcome.ts";
import { receive, returnMisdirected, returnNotInCustody } from "./receipt.ts";
import { otherwiseRelease, release } from "./release.ts";
import { serve } from "./service.ts";
import { transfer } from "./transfer.ts";

/** Everything that can be done in the exchange, in the order of a case; forms and API are made of this list. */
export const actions: readonly Action[] = [
  book,
  recordCharge,
  setCourtDate,
  recordCriminalWarrant,
  clearCriminalWarrant,
  expectRelease,
  issueRequest,
  logRequest,
  receive,
  returnMisdirected,
  returnNotInCustody,
  serve,
  answer,
  recordOpinion,
  logNotice,
  otherwiseRelease,
  startHold,
  endHold,
  closeIncident,
  recordCustodyAssumed,
  transfer,
  release,
  cancelRequest,
  assertOutcome,
];

/** The action with an id; throws `NotFound` that names the nearest one. */
export function actionNamed(id: string): Action {
  const found = actions.find((action) => action.id === id);
  if (found !== undefined) return found;
  const near = nearestName(
    id,
    actions.map((action) => action.id),
  );
  throw new NotFound(`there is no action "${id.slice(0, 60)}"${near ? `; the nearest is ${near}` : ""}`);
}
