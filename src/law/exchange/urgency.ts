import { dayIn, instantAfter } from "../../base/time.ts";
import { isBefore } from "./refusal.ts";

const hour = 3_600_000; // milliseconds

/** How soon something is due; `none` where nothing is, or its time is not known. */
export const urgencies = ["overdue", "within_2_hours", "today", "later", "none"] as const;
export type Urgency = (typeof urgencies)[number];

/** The instant so many hours of elapsed time after another (before, when negative), ISO UTC. */
export const hoursAfter = (at: string, hours: number): string => instantAfter(at, hours * hour);

/** How soon an instant (ISO UTC) comes, seen from another; today is the calendar day of the facility's zone. */
export function urgencyOf(dueAt: string | null, now: string, zone: string): Urgency {
  if (dueAt === null) return "none";
  if (isBefore(dueAt, now)) return "overdue";
  if (!isBefore(hoursAfter(now, 2), dueAt)) return "within_2_hours";
  return dayIn(dueAt, zone) === dayIn(now, zone) ? "today" : "later";
}
