import type { AlarmKind } from "../../../law/exchange/alarms.ts";

/** What an alarm's words are made from; `at` is a time with its zone, as the desk's wall clock shows it. */
export interface AlarmWords {
  readonly at: string;
  readonly what: string;
}

const texts: Readonly<Record<AlarmKind, (words: AlarmWords) => string>> = {
  hold_ends_4h: ({ what, at }) => `The hold of ${what} ends at ${at}, in less than 4 hours.`,
  hold_ends_1h: ({ what, at }) => `The hold of ${what} ends at ${at}, in less than 1 hour.`,
  hold_window_ended: ({ what, at }) =>
    `The window of the hold of ${what} ended at ${at}, and no end of the hold is logged.`,
  held_past_window: ({ what, at }) =>
    `The window of the hold of ${what} ended at ${at}, and a quarter of an hour later no end of the hold is logged.`,
  no_answer_72h: ({ what, at }) =>
    `Release of ${what} is expected at ${at}, and the request has no answer to all that it asks.`,
  no_notice_48h: ({ what, at }) =>
    `Release of ${what} is expected at ${at}; notice to the issuing office was promised, and none that came through is logged.`,
};

const subjects: Readonly<Record<AlarmKind, string>> = {
  hold_ends_4h: "a hold ends within 4 hours",
  hold_ends_1h: "a hold ends within 1 hour",
  hold_window_ended: "a hold's window has ended",
  held_past_window: "no end of a hold is logged after its window",
  no_answer_72h: "a release within 72 hours, and no answer",
  no_notice_48h: "a release within 48 hours, and no notice logged",
};

const todo: Readonly<Record<AlarmKind, string>> = {
  hold_ends_4h: "Have the end of the hold ready. Log what was said with the issuing office.",
  hold_ends_1h: "End the hold by then, and log how it ended.",
  hold_window_ended:
    "End the hold, and log when and how it ended. In a quarter of an hour an incident opens.",
  held_past_window:
    "Log when and how the hold ended, or end it. An incident is open on the request; a supervisor or counsel closes it with the reason.",
  no_answer_72h:
    "Answer each thing that the form asks; what the law and policy say of it is shown beside it.",
  no_notice_48h:
    "Give the notice and log it: the minute, the channel, the desk that was reached and what it answered.",
};

/** The words of alarms and of the mails to desks, in English; other languages have the same keys. */
export const en = {
  alarm_text: (kind: AlarmKind, words: AlarmWords): string => texts[kind](words),
  alarm_subject: (kind: AlarmKind, request: number): string =>
    `Accord: ${subjects[kind]} (request ${request})`,
  what_to_do: (kind: AlarmKind): string => `What to do: ${todo[kind]}`,
  rule: (rule: string): string => `Rule: ${rule}`,
  rule_of_form: "the form asks for it; the hours ahead are Accord's own reminder, not a rule of law",
  rule_of_notice: (hours: number | null): string =>
    hours === null
      ? "the form asks for notice before release; 48 hours ahead is Accord's own reminder"
      : `the form asks for notice ${hours} hours before release, if possible; 48 hours ahead is Accord's own reminder`,
  booking_of_request: (booking: string, request: number): string => `booking ${booking} (request ${request})`,
  request: (request: number): string => `request ${request}`,
  link: (url: string): string => `In Accord: ${url}`,
  no_link: (request: number): string => `In Accord: sign in, and open request ${request}.`,
  local_time: (day: string, time: string, zone: string, offset: string): string =>
    `${day} ${time} (${zone}, UTC${offset})`,
  digest_subject: (count: number): string => `Accord: ${count} alarms for your desk`,
  digest_lead: "Alarms of your desk, in the order in which they were raised.",
  notice_subject: (request: number): string => `Accord: notice of release on request ${request}`,
  notice_corrected: (request: number): string => `Accord: corrected notice of release on request ${request}`,
  notice_text: (facility: string, request: number, at: string): string =>
    `${facility} gave notice on your request ${request} through Accord at ${at}.`,
  notice_release: (at: string): string => `Time of release that was given: ${at}.`,
  notice_no_release: "No time of release was given.",
  notice_corrects: "It takes the place of an earlier notice.",
  notice_todo:
    "What to do: tell the jail whether you will come, and when; the request shows how to reach it.",
  foot: (organisation: string): string =>
    `Sent by Accord to the desk of ${organisation}. Nobody reads answers to this mail.`,
  made_up: "Made up, for demonstration or tests: no such case exists.",
} as const;

/** The words in any language. */
export type AlarmMessages = typeof en;
