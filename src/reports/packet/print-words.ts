import { isDay, weekday } from "../../base/day.ts";
import { zonedAt } from "../../base/time.ts";
import type { EvidencePacket, Fact, Moment, Source } from "./packet.ts";
import { verificationWords } from "./words.ts";

const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

export const absentWords: Readonly<Record<Fact["standing"], string>> = {
  recorded: "recorded",
  computed: "computed",
  not_recorded: "not recorded",
  not_shared: "not shared with this reader, or not recorded",
  withheld: "recorded, and left out",
};

/** `Mon, Mar 2, 2026`. */
export function dayWords(day: string): string {
  const [year = "", month = "1", date = "1"] = day.split("-");
  return `${weekdays[weekday(day)]}, ${months[Number(month) - 1]} ${Number(date)}, ${year}`;
}

/** The time of day of a moment: `11:52`. */
export const clockWords = (moment: Moment): string => moment.local.slice(11, 16);

const offsetOf = (moment: Moment): string => /(?:Z|[+-]\d{2}:\d{2})$/.exec(moment.local)?.[0] ?? "";

function momentsIn(value: unknown): Moment[] {
  if (value === null || typeof value !== "object") return [];
  const { at, local } = value as Partial<Moment>;
  if (typeof at === "string" && typeof local === "string") return [{ at, local }];
  return Object.values(value).flatMap(momentsIn);
}

/** The offset of most of a packet's moments; of two that are as frequent, the one that sorts first. */
function usualOffset(moments: readonly Moment[]): string {
  const counts = new Map<string, number>();
  for (const moment of moments) counts.set(offsetOf(moment), (counts.get(offsetOf(moment)) ?? 0) + 1);
  const [most] = [...counts].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return most?.[0] ?? "";
}

const offsetWords = (offset: string): string => `UTC${offset === "Z" ? "" : offset}`;

/** Words of one packet: its moments on the facility's clock, with the offset of those that have another than most. */
export class PrintWords {
  readonly #zone: string;
  readonly #usual: string;
  readonly #isMixed: boolean;

  constructor(packet: EvidencePacket) {
    const moments = momentsIn(packet);
    this.#zone = packet.time_zone;
    this.#usual = usualOffset(moments);
    this.#isMixed = moments.some((moment) => offsetOf(moment) !== this.#usual);
  }

  /** On which clock the packet tells its times. */
  clock(): string {
    const unless = this.#isMixed ? " unless another is given" : "";
    return `on the clock of ${this.#zone.replaceAll("_", " ")} (${offsetWords(this.#usual)}${unless})`;
  }

  /** `Mon, Mar 2, 2026, 11:52`. */
  when(moment: Moment): string {
    const offset = offsetOf(moment) === this.#usual ? "" : ` (${offsetWords(offsetOf(moment))})`;
    return `${dayWords(moment.local.slice(0, 10))}, ${clockWords(moment)}${offset}`;
  }

  /** A text whose moments in UTC, as the rules write them, are put on the facility's clock. */
  local(text: string): string {
    return text.replace(/(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}) UTC/g, (_, day: string, time: string) =>
      this.when(zonedMoment(`${day}T${time}:00Z`, this.#zone)),
    );
  }

  /** What a fact says in print. */
  fact({ standing, words, at }: Fact): string {
    if (standing !== "recorded" && standing !== "computed") return absentWords[standing];
    const text = words !== null && isDay(words) ? dayWords(words) : words;
    return [at === null ? null : this.when(at), text]
      .filter((part) => part !== null && part !== "")
      .join(": ");
  }

  /** Who said it, where it stands in the record, and when it was entered. */
  source(source: Source): string {
    return [
      `Event ${source.event_id}`,
      source.organisation,
      `entered ${this.when(source.recorded)}`,
      ...(source.is_shared ? [] : ["its own record, not shared with the other side"]),
      ...(source.corrects === null ? [] : [`corrects event ${source.corrects}`]),
    ].join(" · ");
  }
}

function zonedMoment(at: string, zone: string): Moment {
  return { at, local: zonedAt(at, zone).local };
}

/** A text with a capital at its beginning. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** How far a source was checked, in words; a tag that is not known is shown as it is. */
export const checkedWords = (tag: string): string =>
  Object.hasOwn(verificationWords, tag) ? verificationWords[tag as keyof typeof verificationWords] : tag;

/** A text cut for the first page at a word, with a sign that more follows in its item. */
export function clipped(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = text.slice(0, most);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), most / 2))} …`;
}
