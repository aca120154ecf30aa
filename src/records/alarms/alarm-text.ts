import { zonedAt } from "../../base/time.ts";
import type { Alarm } from "../../law/exchange/alarms.ts";
import type { AlarmCandidate, KeyedAlarm } from "./alarm-candidate.ts";
import { en } from "./messages/en.ts";

/** Where the site is reached from outside, e.g. `https://accord.county.example`; null where nobody said. */
export type PublicUrl = string | null;

/** An instant (ISO UTC) as the wall clock of a zone shows it, with zone and offset: a time that comes twice is told apart. */
export function wallClock(at: string, zone: string): string {
  const { local } = zonedAt(at, zone);
  return en.local_time(local.slice(0, 10), local.slice(11, 16), zone, local.slice(-6));
}

/** One line of what somebody typed: no line breaks, no runs of blanks. */
const oneLine = (text: string): string => text.replaceAll(/\s+/g, " ").trim();

/** Whether the person is a minor or protected by 8 U.S.C. 1367: a mail then names the request and not the booking. */
const isGuarded = ({ booking }: AlarmCandidate): boolean =>
  booking !== null && (booking.is_juvenile || booking.is_protected);

function ruleOf({ state_now }: AlarmCandidate, { kind }: Alarm): string {
  if (kind === "no_answer_72h") return en.rule_of_form;
  if (kind === "no_notice_48h") return en.rule_of_notice(state_now.issue.notify_hours);
  return oneLine(state_now.hold?.rule_cite ?? en.rule_of_form);
}

function textOf(candidate: AlarmCandidate, alarm: Alarm, isNamed: boolean): string {
  const { booking, request_id, zone } = candidate;
  const what =
    booking !== null && isNamed
      ? en.booking_of_request(oneLine(booking.booking_number), request_id)
      : en.request(request_id);
  const at = wallClock(alarm.about_at, zone);
  return en.alarm_text(alarm.kind, { what, at });
}

/** What an alarm says to those who may see the booking: booking number, local time with its zone; no name. */
export function alarmText(candidate: AlarmCandidate, alarm: KeyedAlarm): string {
  return textOf(candidate, alarm, true);
}

/** The last line of each part of a mail: the page, or how to find it. */
export function linkLine(publicUrl: PublicUrl, requestId: number): string {
  return publicUrl === null ? en.no_link(requestId) : en.link(`${publicUrl}/exchange/requests/${requestId}`);
}

/** An alarm as its part of a mail: what, by which rule, what to do, where. */
export function alarmBlock(candidate: AlarmCandidate, alarm: KeyedAlarm, publicUrl: PublicUrl): string {
  return [
    textOf(candidate, alarm, !isGuarded(candidate)),
    en.rule(ruleOf(candidate, alarm)),
    en.what_to_do(alarm.kind),
    linkLine(publicUrl, candidate.request_id),
  ].join("\n");
}
