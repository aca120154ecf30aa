import { noticeTiming, timingWords } from "../../law/exchange/notice-timing.ts";
import { itemOf, missing } from "./fact.ts";
import type { PacketItems, PacketNotice } from "./packet.ts";
import { standing, type View } from "./view.ts";

/** How the first notice lies to the order, the release and ICE's arrival, in sentences; empty where none was logged. */
export function intervalsOf(view: View): string[] {
  return timingWords(noticeTiming(view.case.state));
}

/** Item 5: every notice and every try to the minute, with the desk that was reached and what it answered. */
export function noticesItem(view: View): PacketItems["notices"] {
  const log = standing(view, "notice_sent")
    .map((event): PacketNotice => {
      const { channel, reached, answer, release_at, note } = event.details;
      return {
        at: view.moment(event.occurred_at),
        channel,
        reached: view.plain(reached),
        answer,
        release_at: release_at === null ? null : view.moment(release_at),
        note: note === null ? null : view.plain(note),
        source: view.source(event),
      };
    })
    .toSorted((a, b) =>
      a.at.at < b.at.at ? -1 : a.at.at > b.at.at ? 1 : a.source.event_id - b.source.event_id,
    );
  const facts = log.length > 0 ? [] : [missing(view, "notices", "Notice to ICE", "not_recorded")];
  return { ...itemOf(5, facts), log, intervals: intervalsOf(view) };
}
