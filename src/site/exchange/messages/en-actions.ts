/** How one action is offered, and what is said when it is done. */
export interface ActionWords {
  /** The heading of its form. */
  readonly title: string;
  /** What it does, in a sentence under the heading; null where the title says it. */
  readonly lead: string | null;
  readonly button: string;
  readonly done: string;
}

const words = (title: string, button: string, done: string, lead: string | null = null): ActionWords => ({
  title,
  lead,
  button,
  done,
});

const onBookings = {
  book: words(
    "Book a person in",
    "Book in",
    "The person is booked in.",
    "The jail's own number and a keyed hash: no name, no date of birth.",
  ),
  record_charge: words("Record a charge or its next stage", "Record the charge", "The charge is recorded."),
  set_court_date: words("Record a court date", "Record the date", "The court date is recorded."),
  record_criminal_warrant: words(
    "Record a criminal warrant",
    "Record the criminal warrant",
    "The criminal warrant is recorded.",
    "A criminal warrant or another agency's criminal hold. Never an immigration paper.",
  ),
  clear_criminal_warrant: words(
    "Clear a criminal warrant",
    "Record that it is cleared",
    "The criminal warrant is cleared.",
  ),
  expect_release: words(
    "Say when release is expected",
    "Record the expected release",
    "The expected release is recorded.",
  ),
  otherwise_release: words(
    "Record that the person can be released",
    "Record it",
    "It is recorded that the person can be released.",
    "The moment at which the jail's own authority to hold ends: the order, the bond, the end of the sentence.",
  ),
  transfer: words(
    "Transfer the person",
    "Record the transfer",
    "The transfer is recorded.",
    "Hands the person to another facility or agency.",
  ),
  release: words("Release the person", "Record the release", "The release is recorded."),
};

const onRequests = {
  issue_request: words("Issue a request", "Issue the request", "The request is issued."),
  log_request: words(
    "Enter a received request",
    "Enter the request",
    "The request is entered.",
    "A form that came by fax, mail, email or phone.",
  ),
  receive: words(
    "Take in the request",
    "Take it in",
    "The request is taken in.",
    "Ties the request to the booking that it is about.",
  ),
  return_misdirected: words(
    "Return it: the person was never here",
    "Return the request",
    "The request is returned: the person was never here.",
  ),
  return_not_in_custody: words(
    "Return it: the person had left",
    "Return the request",
    "The request is returned: the person had left.",
  ),
  serve: words(
    "Record that the person got a copy",
    "Record the service",
    "It is recorded that the person got a copy.",
  ),
  answer: words(
    "Answer",
    "Record the answer",
    "The answer is recorded.",
    "The law and policy shown here are kept with the answer.",
  ),
  record_opinion: words(
    "Record counsel's opinion",
    "Record the opinion",
    "The opinion is recorded.",
    "The issuing office never sees it.",
  ),
  log_notice: words(
    "Log a notice to ICE",
    "Log the notice",
    "The notice is logged.",
    "The proof that notice was given: minute, way, desk and answer.",
  ),
  start_hold: words(
    "Begin a hold",
    "Begin the hold",
    "The hold is recorded, and its clock runs.",
    "Past the moment at which the jail's own authority ends. The end is counted by the form's own rule.",
  ),
  end_hold: words("End the hold", "End the hold", "The end of the hold is recorded."),
  close_incident: words("Close an incident", "Close the incident", "The incident is closed."),
  record_custody_assumed: words(
    "Record that ICE took custody",
    "Record it",
    "It is recorded that ICE took custody.",
  ),
  cancel_request: words("Cancel the request", "Cancel the request", "The request is cancelled."),
  assert_outcome: words(
    "Say what came of it",
    "Record our statement",
    "Your statement is recorded.",
    "For your own side. The other side's statement stands beside it and is not changed.",
  ),
};

/** The words of every action, by its id. */
export const actions: Readonly<Record<string, ActionWords>> = { ...onBookings, ...onRequests };
