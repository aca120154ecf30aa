import type { ExchangeEvent } from "../../law/exchange/event.ts";
import type { Fact, PacketItem, Source, Standing } from "./packet.ts";
import { absent, type View } from "./view.ts";
import { spoken } from "./words.ts";

interface Parts {
  readonly code?: string | null;
  readonly words?: string | null;
  readonly at?: string | null;
}

/** The titles of the twelve items, in order (domain brief 10.3). */
export const itemTitles = [
  "The request",
  "Transmission, receipt and service",
  "Booking and custody",
  "Release, or how it ended",
  "Notices",
  "Hold",
  "ICE arrival",
  "Answers, with the authority shown then",
  "The law on the day",
  "What each side says",
  "Finding, and how to correct it",
  "Errata",
] as const;

/** An item by its number. */
export function itemOf(item: number, facts: readonly Fact[], notes: readonly string[] = []): PacketItem {
  return { item, title: itemTitles[item - 1] ?? "", facts, notes };
}

/** Facts of one event, each with that event as its source. */
export class EventFacts {
  readonly #view: View;
  readonly #source: Source;

  constructor(view: View, event: ExchangeEvent) {
    this.#view = view;
    this.#source = view.source(event);
  }

  #fact(id: string, term: string, standing: Standing, { code = null, words = null, at = null }: Parts): Fact {
    const moment = at === null ? null : this.#view.moment(at);
    return { id, term, standing, code, words, at: moment, source: this.#source };
  }

  /** A text that somebody wrote; not recorded where there is none. */
  text(id: string, term: string, text: string | null | undefined): Fact {
    if (text === null || text === undefined) return this.#fact(id, term, "not_recorded", {});
    return this.#fact(id, term, "recorded", { words: this.#view.plain(text) });
  }

  /** A code with its words. */
  code(id: string, term: string, code: string | null, words: string = spoken(code ?? "")): Fact {
    if (code === null) return this.#fact(id, term, "not_recorded", {});
    return this.#fact(id, term, "recorded", { code, words });
  }

  /** A moment, with words beside it where there are any. */
  at(id: string, term: string, at: string | null, words: string | null = null): Fact {
    if (at === null) return this.#fact(id, term, "not_recorded", {});
    return this.#fact(id, term, "recorded", { at, words: words === null ? null : this.#view.plain(words) });
  }

  /** A number by which the person could be looked up: only where the maker of the packet asked for it. */
  number(id: string, term: string, number: string | null): Fact {
    if (number === null) return this.#fact(id, term, "not_recorded", {});
    if (!this.#view.options.include_booking_number) return this.#fact(id, term, "withheld", {});
    return this.#fact(id, term, "recorded", { words: number });
  }

  /** What is recorded and left out of every packet of such a case. */
  withheld(id: string, term: string): Fact {
    return this.#fact(id, term, "withheld", {});
  }
}

/** A fact of which the record, or what is shared of it, has nothing. */
export function missing(view: View, id: string, term: string, standing: Standing = absent(view)): Fact {
  return { id, term, standing, code: null, words: null, at: null, source: null };
}

/** A fact found by a rule from recorded facts. */
export function computed(id: string, term: string, words: string, code: string | null = null): Fact {
  return { id, term, standing: "computed", code, words, at: null, source: null };
}
