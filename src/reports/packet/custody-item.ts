import { type ExchangeEvent, standingEvents } from "../../law/exchange/event.ts";
import { findingWords } from "../../law/exchange/finding-code.ts";
import { computed, EventFacts, itemOf, missing } from "./fact.ts";
import type { Fact, PacketItem } from "./packet.ts";
import { standing, type View } from "./view.ts";
import { spoken } from "./words.ts";

/** What a packet tells of an event of a booking; names, keys and warrants of others are never among it. */
function bookingFacts(view: View, event: ExchangeEvent): Fact[] {
  const facts = new EventFacts(view, event);
  switch (event.kind) {
    case "booked": {
      const { arrested_at, arresting_agency, booked_at, facility_id, booking_number } = event.details;
      return [
        facts.at("arrested", "Arrested", arrested_at, arresting_agency && `by ${arresting_agency}`),
        facts.at("booked", "Booked in", booked_at, `at ${view.name(facility_id)}`),
        facts.number("booking_number", "Booking number", booking_number),
      ];
    }
    case "received_in_transfer": {
      const { facility_id, booking_number } = event.details;
      return [
        facts.at("booked", "Received in transfer", event.occurred_at, `at ${view.name(facility_id)}`),
        facts.number("booking_number", "Booking number", booking_number),
      ];
    }
    case "charge_recorded": {
      const { ordinal, stage, description, statute } = event.details;
      const id = `charge_${ordinal}`;
      if (view.is_barred === true) return [facts.withheld(id, `Charge ${ordinal}`)];
      const law = statute === null ? "" : `, ${statute}`;
      return [facts.text(id, `Charge ${ordinal}`, `${description}${law} (${spoken(stage)})`)];
    }
    case "transferred": {
      const { to_agency, reason } = event.details;
      return [facts.at("transferred", "Transferred", event.occurred_at, `to ${to_agency}: ${reason}`)];
    }
    case "released": {
      const { reason, note } = event.details;
      const said = note === null ? spoken(reason) : `${spoken(reason)}. ${note}`;
      return [facts.at("left", "Left custody", event.occurred_at, said)];
    }
    default:
      return []; // court dates, expected releases and criminal warrants are no part of what is disputed
  }
}

/** The custody by the folded booking, where its events were not handed in: the same facts, without event numbers. */
function foldedFacts(view: View): Fact[] {
  const { booking } = view.case;
  if (booking === null) return [missing(view, "custody", "Booking and custody")];
  const bare = { standing: "recorded", code: null, source: null } as const;
  return booking.state.stays.flatMap((stay, at) => [
    {
      ...bare,
      id: "booked",
      term: at === 0 ? "Booked in" : "Moved",
      words: `at ${view.name(stay.facility_id)}`,
      at: view.moment(stay.from_at),
    },
    ...(stay.to_at === null
      ? []
      : [
          {
            ...bare,
            id: "left",
            term: "Left custody",
            words: spoken(stay.left ?? "no reason recorded"),
            at: view.moment(stay.to_at),
          },
        ]),
  ]);
}

function chainFacts(view: View): Fact[] {
  const { custodian_chain } = view.case.finding;
  if (custodian_chain.length < 2) return [];
  return custodian_chain.map((link, at) => {
    const who =
      view.name(link.organisation_id) ?? link.agency ?? view.name(link.facility_id) ?? "not recorded";
    const found = link.finding === null ? "not known" : findingWords[link.finding];
    return computed(`custodian_${at + 1}`, `Custodian ${at + 1}`, `${who}: ${found}`, link.finding);
  });
}

/** Item 3: booking, charges and the chain of custody, for who sees the booking; the relays of the request for everyone. */
export function custodyItem(view: View): PacketItem {
  const events = view.case.booking === null ? [] : standingEvents(view.context.booking_events ?? []);
  const own = events.flatMap((event) => bookingFacts(view, event));
  const relayed = standing(view, "relayed").map((event) => {
    const facts = new EventFacts(view, event);
    return facts.at("relayed", "Request passed on", event.occurred_at, `to ${event.details.to_agency}`);
  });
  const notes = [
    ...(view.case.audience === "issuer"
      ? ["The booking is the custodian's record and is not shared with this reader."]
      : []),
    ...(view.is_barred === true ? ["Charges are left out: law protects this person's information."] : []),
    ...(own.some((fact) => fact.id.startsWith("charge")) && view.is_barred !== true
      ? ["A charge is not a conviction; each is given at the stage that was recorded last."]
      : []),
  ];
  return itemOf(3, [...(own.length > 0 ? own : foldedFacts(view)), ...relayed, ...chainFacts(view)], notes);
}
