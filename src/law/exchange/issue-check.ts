import { addDays } from "../../base/day.ts";
import { dayIn } from "../../base/time.ts";
import { noticeOnlyForms } from "./codes.ts";
import type { EventDetails } from "./event-details.ts";
import { unusable } from "./refusal.ts";

type Issue = EventDetails<"request_issued">;
const subject = "this request";

function checkAsked(issue: Issue): void {
  const { form, asks_notify, asks_hold, asks_serve, asks_interview, asks_relay, asks_event_notice } = issue;
  if (asks_hold && noticeOnlyForms.includes(form))
    unusable(
      subject,
      "details.asks_hold",
      `form ${form} asks for notice only; leave the hold out, or name the form that it is`,
    );
  if (![asks_notify, asks_hold, asks_serve, asks_interview, asks_relay, asks_event_notice].includes(true))
    unusable(subject, "details.asks_notify", "the form asks for nothing; tick what it asks");
  if (issue.notify_hours !== null && !asks_notify)
    unusable(
      subject,
      "details.notify_hours",
      "hours of notice go with a request for notice; tick it or leave the hours out",
    );
}

/** Box 1 or Box 2, never both (domain brief 3.8, invariant 5). */
function checkBasis({ form, basis_box, bases, entered_by }: Issue): void {
  if (basis_box === "resume_custody" && bases.length > 0)
    unusable(
      subject,
      "details.bases",
      "Box 2 (custody resumed) has no probable cause of Box 1; keep one of the two",
    );
  if (!isComplete({ form, basis_box, bases }) && entered_by === "issuer")
    unusable(subject, "details.basis_box", `form ${form} needs Box 1 with its basis, or Box 2, to be issued`);
}

function checkWarrant({ warrant, warrant_signed_on, warrant_reference }: Issue): void {
  if (warrant === "none" && (warrant_signed_on !== null || warrant_reference !== null))
    unusable(subject, "details.warrant", "a day or number of a warrant goes with the warrant; name its kind");
}

/** Whether a form says on what it rests, as far as its kind has a place for it: Box 1 with a basis, or Box 2. */
export function isComplete({ form, basis_box, bases }: Pick<Issue, "form" | "basis_box" | "bases">): boolean {
  if (basis_box === "resume_custody") return true;
  if (basis_box === "probable_cause") return bases.length > 0;
  return form !== "I-247A"; // older forms and those for notice only have no such box, or others
}

/**
 * Whether a form can be entered as it is: `InvalidInput` names the field. A paper that a jail received is entered as it came,
 * incomplete or not; what a hold on it would be is for the answer to say.
 */
export function checkIssue(issue: Issue, occurredAt: string): void {
  checkAsked(issue);
  checkBasis(issue);
  checkWarrant(issue);
  const latest = addDays(dayIn(occurredAt, "UTC"), 1); // the day on the form is in a zone that it does not say
  if (issue.issued_on > latest)
    unusable(
      subject,
      "details.issued_on",
      `the day on the form, ${issue.issued_on}, is yet to come; correct it`,
    );
}
