import type { AlarmKind } from "../../../law/exchange/alarms.ts";
import type { DueStep, MissingPart } from "../../../law/exchange/duties.ts";
import type { PerformanceCode } from "../../../law/exchange/performance.ts";
import type { Urgency } from "../../../law/exchange/urgency.ts";
import type { CasePage } from "../../../reports/exchange/may-read.ts";

type Codes<T extends string> = Readonly<Record<T, string>>;

const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/** The frame of every page, and what stands on many. */
export const frame = {
  site: "exchange of requests and responses",
  navigation: "Exchange",
  home: "Desk",
  desk: "Release desk",
  requests: "Requests",
  bookings: "Bookings",
  week: "The week",
  audit: "Audit",
  account: "Account",
  sign_out: "Sign out",
  public_site: "Published reports",
  organisation: "Organisation",
  synthetic: "Synthetic data: organisations, bookings and requests shown here are made up.",
  changed: "This page changed since you opened it.",
  reload: "Load it again",
  table_of: (title: string): string => `${title}, table`,
  times_of: (zone: string): string => `Times are on the clock of ${zone}.`,
  utc: (at: string): string => `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`,
  none: "none",
  not_recorded: "not recorded",
  not_known: "not known",
  yes: "yes",
  no: "no",
  duration: (minutes: number): string => {
    const whole = Math.abs(Math.round(minutes));
    const [hours, rest] = [Math.floor(whole / 60), whole % 60];
    if (hours === 0) return `${rest} min`;
    return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
  },
  left: (duration: string): string => `${duration} left`,
  over: (duration: string): string => `over by ${duration}`,
  ago: (duration: string): string => `${duration} ago`,
  ahead: (duration: string): string => `in ${duration}`,
  more_rows: "Older ones",
  newest: "Newest ones",
};

export const form = {
  choose: "Choose",
  left_out: "Not said",
  as_printed: "As the form prints",
  yes: "Yes",
  no: "No",
  optional: "(may be left out)",
  clock_of: (zone: string): string => `On the clock of ${zone}.`,
  facility_clock: "On the facility's clock.",
  more: (count: number): string => `More of the form (${plural(count, "field", "fields")})`,
  more_rows: "More charges",
  row: (at: number): string => `Charge ${at}`,
  new_charge: "A new charge",
  other_office: "Choose one, or write its name below",
  other_facility: "Choose one, or write the addressee below",
  outside: "A place outside the exchange",
  nothing_cited: "Nothing is cited",
};

export const faults = {
  heading: "This form cannot be taken as it is",
  missing: "fill this in",
  too_long: (most: number): string => `at most ${most} characters are kept; shorten it`,
  too_short: (least: number): string => `write at least ${least} characters`,
  too_much: (most: number): string => `at most ${most}`,
  too_little: (least: number): string => `at least ${least}`,
  no_day: "write the date as 2026-03-14",
  no_number: "write a whole number",
  no_choice: "choose one of the list",
  no_form: "only a form of this site can be sent here",
  too_large: "a form has at most 1 MB; shorten what you typed, nothing was kept",
  bad_version: "the version in the form is no number; load the page again",
  changed_heading: "Somebody changed this since you opened it",
  changed_lead:
    "Nothing was written. What is new stands below, and what you typed is kept in its form. Look at both; if it still holds, send it again.",
  changed_nothing: "What is new is not shown to your side.",
};

export const errors: Readonly<Record<number, string>> = {
  400: "This cannot be read as it is",
  403: "This is not for your role",
  404: "There is nothing here",
  405: "This cannot be done here",
  409: "This cannot be done now",
  413: "Too much was sent",
  415: "This cannot be read",
  500: "The fault is ours",
};
export const errorText = {
  fault:
    "Something went wrong here that is not of your making. Nothing was changed. Tell who runs this site what you did.",
  back: "Back to the desk",
  allowed: "Who may:",
  allowed_roles: (roles: string, organisations: string): string => `${roles} of a ${organisations}`,
  allowed_own: (roles: string): string => `${roles} of your organisation`,
  you_are: (roles: string, organisation: string): string => `This account is ${roles} of ${organisation}.`,
  ask: "An administrator of your organisation can give an account another role.",
  or: " or ",
};

export const pageNames: Codes<CasePage> = {
  requests: "The list of requests",
  request: "A request",
  bookings: "The search for bookings",
  booking: "A booking",
  desk: "The release desk",
  audit: "The audit log",
  packet: "The evidence packet",
  week: "The week's rows",
};

export const due: Codes<DueStep> = {
  receive: "Take it in",
  answer: "Answer",
  give_notice: "Give notice",
  serve: "Give the copy",
  begin_hold_or_release: "Begin the hold, or release",
  end_hold: "End the hold",
  close_incident: "Close the incident",
};
export const missing: Codes<MissingPart> = {
  receipt: "the receipt",
  answer: "an answer",
  service: "the copy for the person",
  notice: "the notice that was promised",
  expected_release: "an expected release",
  condition: "whether the rule's condition is met",
  judges_warrant: "a warrant signed by a judge",
  warrant: "a warrant",
  reason_for_incident: "the reason of the incident",
};
export const urgency: Codes<Urgency> = {
  overdue: "Overdue",
  within_2_hours: "Within 2 hours",
  today: "Today",
  later: "Later",
  none: "No time set",
};
export const performance: Codes<PerformanceCode> = {
  done: "done",
  will: "promised",
  tried: "tried",
  not_asked: "not asked",
  not_needed: "not needed any more",
  NOT_DONE: "not done, by the jail's decision",
  NOT_PERMITTED_BY_LAW: "not done, because the law did not permit it",
  CONDITIONS_NOT_MET: "not done, because a condition was not met",
  not_recorded: "not recorded",
};

export const home = {
  title: "The desk",
  lead: (organisation: string): string => `What waits at ${organisation}.`,
  lead_empty: "Your roles read no single cases. What you can do stands in the navigation above.",
  search: "Search by booking number",
  search_hint: "The jail's own number, or how it begins.",
  search_button: "Search",
  enter_request: "Enter a received request",
  book: "Book a person in",
  issue: "Issue a request",
  open_desk: "Open the release desk",
  alarms: "Alarms",
  queues: "What waits",
  at_most: (count: number): string => `Counted over the newest ${count} open requests.`,
  take_in: "To take in",
  unanswered: "Without an answer",
  notices: "Notices due",
  holds: "Holds running",
  incidents: "Incidents",
  leaving: "Leave within 72 hours",
  answered_no: "Answered no",
  notified: "Notice given by the jail",
  not_taken_in: "Not taken in yet",
  active: "Active",
  nothing: "Nothing waits here.",
  all: "All of them on the list of requests",
  leaves: "release expected",
  releasable_since: "could be released since",
  requests_on: (count: number): string => plural(count, "request", "requests"),
  more: (count: number): string => `and ${count} more`,
  by_role: {
    audit: "The audit log: who read and wrote what",
    account: "Your account, and the accounts of your organisation",
  },
};

/** An alarm on the desk, by its kind; the time that it is about stands beside it. */
export const alarms: Codes<AlarmKind> = {
  hold_ends_4h: "The hold ends within 4 hours",
  hold_ends_1h: "The hold ends within 1 hour",
  hold_window_ended: "The window of the hold has ended, and no end of the hold is logged",
  held_past_window: "No end of the hold is logged a quarter of an hour after its window: an incident is open",
  no_answer_72h: "Release within 72 hours, and not all that is asked is answered",
  no_notice_48h: "Release within 48 hours; notice was promised and none is logged",
};

/** The week's requests one by one. */
export const week = {
  title: (from: string, to: string): string => `The week ${from} to ${to}`,
  lead: "What a report of this week says of the requests that concern you, one by one, before it is out and after.",
  basis:
    "Requests that ended in these days, whenever they were issued, from what both sides share. A public report shows no small counts of them.",
  count: (count: number): string => plural(count, "request", "requests"),
  empty: "No request that concerns you ended in this week.",
  request: "Request",
  custodian: "Who had the person last",
  finding: "What is found",
  jail: "The jail says",
  ice: "ICE says",
  nothing_said: "nothing yet",
  declined: (what: string): string => `Declined: ${what}`,
  grade: (grade: string): string => `Evidence grade ${grade}`,
  no_grade: "No evidence grade",
  disagreement: "the two accounts differ",
  weeks: "Weeks",
  before: "The week before",
  after: "The week after",
  day: "Any day of the week",
  show: "Show",
};

export const lists = {
  requests_title: "Requests",
  requests_lead: "Newest first.",
  which: "Which requests",
  open: "Open",
  closed: "Closed",
  all: "All",
  relayed: "Passed on by us",
  request: "Request",
  booking: "Booking",
  facility: "Facility",
  stands: "Where it stands",
  answers: "Answers",
  unanswered: (asked: string): string => `${asked}: no answer yet`,
  clock: "Clock",
  from: "From",
  caption: (which: string): string => `Requests: ${which}`,
  empty: "There is none.",
  bookings_title: "Bookings",
  bookings_lead: "Search by the jail's own booking number. No names are kept here.",
  number: "Booking number",
  number_hint: "The number, or how it begins. Left empty: the newest.",
  custody: "Custody",
  custody_any: "Any",
  search: "Search",
  bookings_caption: "Bookings",
  expected: "Release expected",
  held_since: "Booked in",
  not_found: "No booking has a number that begins so.",
  new_booking: "Book a person in",
};
