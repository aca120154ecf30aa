import type { EventOf } from "../../law/exchange/event.ts";
import { EventFacts, itemOf, missing } from "./fact.ts";
import type { Fact, PacketItem } from "./packet.ts";
import { standing, type View } from "./view.ts";
import { basisWords, boxWords, channelWords, languageWords, spoken, warrantWords } from "./words.ts";

const notes = {
  warrant:
    "A warrant on form I-200 or I-205 is signed by an immigration officer. Only a judicial warrant or order is signed by a judge.",
  scan: "Scans are not kept in the exchange, since they carry names: whoever holds the paper can show a scan of that hash.",
};

type Issued = EventOf<"request_issued">["details"];

function asks(issue: Issued): string {
  const hours = issue.notify_hours === null ? "" : ` (${issue.notify_hours} hours before, if possible)`;
  const parts = [
    ...(issue.asks_notify ? [`notice of release${hours}`] : []),
    ...(issue.asks_hold ? ["a hold of up to 48 hours past release"] : []),
    ...(issue.asks_serve ? ["that the person be given a copy"] : []),
    ...(issue.asks_interview ? ["an interview"] : []),
    ...(issue.asks_relay ? ["that it be passed on when the person is moved"] : []),
    ...(issue.asks_event_notice ? ["word of death, hospital or transfer"] : []),
  ];
  return parts.join("; ");
}

function formFacts(view: View, event: EventOf<"request_issued">): Fact[] {
  const facts = new EventFacts(view, event);
  const issue = event.details;
  const bases = issue.bases.map((basis) => basisWords[basis] ?? spoken(basis)).join("; ");
  return [
    facts.code("form", "Form", issue.form, issue.form),
    facts.text("revision", "Revision of the form", issue.revision),
    facts.text("issued_on", "Date on the form", issue.issued_on),
    facts.text("issuing_unit", "Issuing office, as on the form", issue.issuing_unit),
    facts.text("addressee", "Addressed to", issue.addressee),
    facts.code(
      "entered_by",
      "Entered by",
      issue.entered_by,
      issue.entered_by === "issuer" ? "the issuing office" : "the jail, from the paper",
    ),
    facts.text("asks", "What it asks", asks(issue)),
    facts.code("basis_box", "Box ticked", issue.basis_box, boxWords[issue.basis_box]),
    facts.text("bases", "Said to rest on", bases === "" ? null : bases),
    facts.text("basis_wording", "In the words of the form", issue.basis_wording),
    facts.text("priority", "Priority ticked", issue.priority),
    facts.code("warrant", "Warrant", issue.warrant, warrantWords[issue.warrant]),
    facts.text("warrant_signed_on", "Warrant signed on", issue.warrant_signed_on),
    facts.number("warrant_reference", "Number of the warrant", issue.warrant_reference),
    facts.text("scan_sha256", "SHA-256 of the scanned form", issue.scan_sha256),
    facts.number("issuer_reference", "Number of the issuing office", issue.ice_reference),
    facts.number("booking_number", "Booking number on it", issue.booking_number),
    facts.text(
      "supersedes",
      "Replaces request",
      issue.supersedes_request === null ? null : String(issue.supersedes_request),
    ),
  ];
}

/** Item 1: the form as it was entered, with its boxes and the warrant that came with it. */
export function requestItem(view: View): PacketItem {
  const forms = standing(view, "request_issued").flatMap((event) => formFacts(view, event));
  const said = forms.filter((fact) => fact.standing !== "not_recorded" || fact.id !== "priority");
  return itemOf(1, said, [notes.warrant, notes.scan]);
}

function serviceFacts(view: View, event: EventOf<"served">): Fact[] {
  const facts = new EventFacts(view, event);
  const { manner, language, by_role, note } = event.details;
  return [
    facts.at("served", "Copy given to the person", event.occurred_at, `${spoken(manner)}, by ${by_role}`),
    facts.code("language", "Explained in", language, languageWords(language)),
    ...(note === null ? [] : [facts.text("service_note", "Note", note)]),
  ];
}

/** Item 2: how it was sent, when it came in and by which desk, and how the person was given a copy. */
export function transmissionItem(view: View): PacketItem {
  const sent = standing(view, "transmitted").flatMap((event) => {
    const facts = new EventFacts(view, event);
    const { channel, to, receipt } = event.details;
    return [
      facts.at("sent", "Sent", event.occurred_at, `by ${channelWords(channel)} to ${to}`),
      facts.text("sent_receipt", "Proof of sending", receipt),
    ];
  });
  const received = standing(view, "received").flatMap((event) => {
    const facts = new EventFacts(view, event);
    const { channel, by_desk, receipt } = event.details;
    return [
      facts.at("received", "Received", event.occurred_at, `by ${channelWords(channel)}, at the ${by_desk}`),
      facts.text("receipt", "Proof of receipt", receipt),
    ];
  });
  const served = standing(view, "served").flatMap((event) => serviceFacts(view, event));
  return itemOf(2, [
    ...(sent.length > 0 ? sent : [missing(view, "sent", "Sent", "not_recorded")]),
    ...(received.length > 0 ? received : [missing(view, "received", "Received", "not_recorded")]),
    ...(served.length > 0 ? served : [missing(view, "served", "Copy given to the person", "not_recorded")]),
  ]);
}
