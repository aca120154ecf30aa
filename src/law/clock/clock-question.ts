import { isDay } from "../../base/day.ts";
import { InvalidInput } from "../../base/errors.ts";
import { ianaZone, millisecondsBetween, type ReadTime, readZonedTime } from "../../base/time.ts";
import { type ClockForm, clockForm, isStatuteForm } from "./clock-form.ts";

/** What is asked: a paper (or a state's statute), the time of otherwise release on the facility's wall clock, and the place. */
export interface ClockQuestion {
  readonly form: string;
  /** `YYYY-MM-DDTHH:MM[:SS]`, facility-local; an offset may be added, where a time came twice. */
  readonly start: string;
  /** An IANA zone. */
  readonly zone: string;
  /** Two-letter postal code. */
  readonly state?: string | undefined;
  readonly city?: string | undefined;
  /** When the jail received the papers, written like the start. */
  readonly received_at?: string | undefined;
}

/** A question as read: its form and zone known, its times on the facility's wall clock, and what had to be decided to read them. */
export interface ReadQuestion {
  readonly form: ClockForm;
  readonly zone: string;
  readonly start: ReadTime;
  readonly received: ReadTime | null;
  readonly state: string | null;
  readonly city: string | null;
  readonly cautions: readonly string[];
}

const [firstYear, lastYear] = [1986, 2100]; // the federal holidays are known from 1986; a year past 2100 is a slip

function readZone(text: string): string {
  const zone = ianaZone(text.trim());
  if (zone !== null) return zone;
  throw new InvalidInput(`zone "${text}" is not an IANA zone; write one such as America/New_York`, {
    zone: text,
  });
}

function readMoment(text: string, zone: string, what: string): ReadTime {
  const read = readZonedTime(text, zone);
  if (read === null) {
    const problem = isDay(text.trim().slice(0, 10)) ? "is not a time there" : "is not on any calendar";
    throw new InvalidInput(
      `${what} "${text}" ${problem}; write the facility's local time as 2017-02-17T17:00 (or with the offset in use, 2017-02-17T17:00-05:00)`,
    );
  }
  const year = Number(read.local.slice(0, 4));
  if (year >= firstYear && year <= lastYear) return read;
  throw new InvalidInput(
    `${what} "${text}" is outside the years ${firstYear} to ${lastYear}; correct the year`,
  );
}

function readingCautions(what: string, read: ReadTime | null): string[] {
  if (read?.reading === "first_of_two")
    return [
      `that time of ${what} came twice: ${read.local} is used, ${read.other?.local} is the other; add the offset to choose`,
    ];
  if (read?.reading === "skipped")
    return [`that time of ${what} was skipped by the change of clocks and is read as ${read.local}`];
  return [];
}

/** The state asked about: the one given, or that of the statute; throws `InvalidInput` when the two differ. */
function readState(form: ClockForm, state: string | undefined): string | null {
  const given = state?.trim().toUpperCase() || null;
  if (!isStatuteForm(form)) return given;
  if (given === null || given === form) return form;
  throw new InvalidInput(
    `form ${form} asks about that state's own rule, but the state given is ${given}; name one of the two`,
  );
}

function readCity(state: string | null, city: string | undefined): string | null {
  const given = city?.trim() || null;
  if (given === null || state !== null) return given;
  throw new InvalidInput(`city "${given}" needs its state; many cities share a name`);
}

/** Reads a question; throws `InvalidInput` that says which part cannot be used and how to write it. */
export function readQuestion(question: ClockQuestion): ReadQuestion {
  const form = clockForm(question.form);
  const zone = readZone(question.zone);
  const start = readMoment(question.start, zone, "start");
  const received =
    question.received_at === undefined ? null : readMoment(question.received_at, zone, "time of receipt");
  const state = readState(form, question.state);
  const city = readCity(state, question.city);
  const cautions = [
    ...readingCautions("start", start),
    ...readingCautions("receipt", received),
    ...(received !== null && millisecondsBetween(received.at, start.at) < 0
      ? ["the papers were received after the time of otherwise release: check both times"]
      : []),
  ];
  return { form, zone, start, received, state, city, cautions };
}
