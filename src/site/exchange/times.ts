import { html } from "hono/html";
import { millisecondsBetween, zonedAt } from "../../base/time.ts";
import type { Markup } from "../../reports/render/markup.ts";
import type { Words } from "./messages/en.ts";

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(locale: string, zone: string): Intl.DateTimeFormat {
  const key = `${locale} ${zone}`;
  const found =
    formats.get(key) ??
    new Intl.DateTimeFormat(locale, {
      timeZone: zone,
      weekday: "short",
      timeZoneName: "short",
      hour: "2-digit",
    });
  formats.set(key, found);
  return found;
}

/** The day and the time that a zone's wall clock shows at an instant (ISO UTC), the latter with the zone's name then. */
function dayAndTime(at: string, zone: string, words: Words): readonly [day: string, time: string] {
  const parts = formatOf(words.locale, zone).formatToParts(Date.parse(at));
  const said = (type: string): string => parts.find((part) => part.type === type)?.value ?? "";
  const { local } = zonedAt(at, zone);
  return [`${said("weekday")} ${local.slice(0, 10)}`, `${local.slice(11, 16)} ${said("timeZoneName")}`];
}

/** An instant (ISO UTC) on a zone's wall clock, with its day and the zone's name then: `Mon 2026-03-02 09:55 CST`. */
export function localText(at: string, zone: string, words: Words): string {
  return dayAndTime(at, zone, words).join(" ");
}

/** An instant (ISO UTC) for a reader: the zone's wall clock, with UTC in its title. */
export function timeMarkup(at: string, zone: string, words: Words): Markup {
  const [day, time] = dayAndTime(at, zone, words);
  return html`<time datetime="${at}" title="${words.frame.utc(at)}"><span class="nowrap">${day}</span> <span class="nowrap">${time}</span></time>`;
}

/** The same, or words for an instant that is not known. */
export function timeOr(at: string | null, zone: string, words: Words, other: string): Markup | string {
  return at === null ? other : timeMarkup(at, zone, words);
}

/** An instant (ISO UTC) as a form's time field has it, on a zone's wall clock: `2026-03-02T09:55`. */
export function fieldTime(at: string, zone: string): string {
  return zonedAt(at, zone).local.slice(0, 16);
}

const minute = 60_000;

/** How long is left to an instant, or how long it is over, in words; a script counts on from there. */
export function leftMarkup(until: string, now: string, words: Words): Markup {
  const minutes = Math.floor(millisecondsBetween(now, until) / minute);
  const said = words.frame.duration(minutes);
  const text = minutes >= 0 ? words.frame.left(said) : words.frame.over(said);
  return html`<strong class="time-left" data-until="${until}" data-left="${words.frame.left("{time}")}" data-over="${words.frame.over("{time}")}">${text}</strong>`;
}

/** How far an instant is from now: `in 3 h 5 min`, `20 min ago`. */
export function awayText(at: string, now: string, words: Words): string {
  const minutes = Math.round(millisecondsBetween(now, at) / minute);
  const said = words.frame.duration(minutes);
  return minutes >= 0 ? words.frame.ahead(said) : words.frame.ago(said);
}
