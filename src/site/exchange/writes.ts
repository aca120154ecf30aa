import type { ContentfulStatusCode } from "hono/utils/http-status";
import { requireChange } from "../../access/http/sessions.ts";
import { AppError, Conflict, InvalidInput, NotFound } from "../../base/errors.ts";
import { statusOf } from "../../base/http.ts";
import type { Action, Subject } from "../../records/exchange/action.ts";
import { actionNamed } from "../../records/exchange/actions/catalogue.ts";
import { mayDo, type WriteAnswer } from "../../records/exchange/perform.ts";
import { formPrefix } from "./case/next-step.ts";
import { faultProblems } from "./fault-problems.ts";
import { filled } from "./filled.ts";
import { inputOf, inputProblems, type Problem } from "./form-input.ts";
import { respondForbidden } from "./guard.ts";
import type { FreshAction } from "./pages/fresh.ts";
import { checkForm, type Posted, readPosted } from "./posted.ts";
import { idOf, readBooking, readFresh, readRelease, readRequest } from "./reads.ts";
import type { Retry } from "./retry.ts";
import type { Visit } from "./visit.ts";

/** What a form was sent about. */
interface About {
  readonly action: Action;
  readonly id: number | null;
}

function aboutOf(visit: Visit, subject: Subject): About {
  const action = actionNamed(visit.c.req.param("action") ?? "");
  if (action.subject !== subject) throw new NotFound(`${action.id} is not done at this address`);
  return { action, id: subject === "none" ? null : idOf(visit, "id") };
}

/** Where the writer goes when it is done: to the case that it is about, or that it began. */
function caseAddress({ action, id }: About, answer: WriteAnswer): string {
  const done = `?done=${action.id}`;
  if (action.subject === "booking") return `/exchange/bookings/${id}${done}`;
  if (action.subject === "request") return `/exchange/requests/${id}${done}`;
  return answer.request_id === null
    ? `/exchange/bookings/${answer.booking_id}${done}`
    : `/exchange/requests/${answer.request_id}${done}`;
}

/** Shows the page of the form again, with what was typed and what is wrong with it. */
function again(
  visit: Visit,
  { action, id }: About,
  retry: Retry,
  status: ContentfulStatusCode,
): Promise<Response> {
  if (id === null) return readFresh(visit, action.id as FreshAction, retry, status);
  if (action.subject === "request") return readRequest(visit, id, retry, status);
  return action.id === "release"
    ? readRelease(visit, id, retry, status)
    : readBooking(visit, id, retry, status);
}

/** A form that comes back. The version is the present one, since what is new is shown with it. */
function retryOf({ action }: About, posted: Posted, problems: readonly Problem[]): Retry {
  return {
    action: action.id,
    prefix: formPrefix(action.id, posted.typed.asked?.at(-1) ?? null),
    typed: posted.typed,
    problems,
    version: posted.version,
    seen: posted.seen,
  };
}

async function inputFor(visit: Visit, { action }: About, posted: Posted): Promise<Record<string, unknown>> {
  const { pages, actor, organisations } = visit;
  const entered = inputOf(action, posted.typed);
  const facilities = action.id === "issue_request" ? await pages.record.facilities(actor, "all") : [];
  return filled(action.id, entered, facilities, organisations);
}

/** The zone on whose clock the instants of a refusal are said: that of the actor's first facility, UTC where they have none. */
async function zoneFor({ pages, actor }: Visit): Promise<string> {
  const [own] = await pages.record.facilities(actor, "own");
  return own?.time_zone ?? "UTC";
}

const isRefusal = (error: unknown): error is AppError =>
  error instanceof InvalidInput ||
  error instanceof Conflict ||
  (error instanceof AppError && error.code === "changed_since");

async function refused(visit: Visit, about: About, posted: Posted, error: unknown): Promise<Response> {
  if (!isRefusal(error)) throw error;
  const isChanged = error.code === "changed_since";
  const problems = isChanged ? [] : faultProblems(error, about.action, await zoneFor(visit), visit.words);
  return again(visit, about, retryOf(about, posted, problems), statusOf(error) as ContentfulStatusCode);
}

async function write(visit: Visit, about: About, posted: Posted): Promise<Response> {
  const { pages, actor, words, c } = visit;
  const { action, id } = about;
  const input = await inputFor(visit, about, posted);
  const problems = inputProblems(action, input, words);
  if (problems.length > 0) return again(visit, about, retryOf(about, posted, problems), 400);
  try {
    const { version, idempotency_key } = posted;
    const answer = await pages.record.write(actor, {
      action,
      subject_id: id,
      version,
      idempotency_key,
      input,
    });
    return c.redirect(caseAddress(about, answer), 303);
  } catch (error) {
    return refused(visit, about, posted, error);
  }
}

/** Takes a form of an action on a request, a booking, or what it begins; sent twice it is done once. */
export function taking(subject: Subject) {
  return async (visit: Visit): Promise<Response> => {
    const { c, words, actor } = visit;
    const about = aboutOf(visit, subject);
    checkForm(c, words);
    await requireChange(c);
    const posted = await readPosted(c, words);
    const { organisations, roles } = about.action;
    if (!mayDo(actor, about.action))
      return respondForbidden(visit, {
        what: words.actions[about.action.id]?.title ?? about.action.summary,
        organisations,
        roles,
      });
    return write(visit, about, posted);
  };
}
