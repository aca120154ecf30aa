import { canonicalJson, type Json } from "../../base/canonical-json.ts";
import type { RequestCase } from "../exchange/case.ts";
import { findingItem, statementsItem } from "./accounts-item.ts";
import { answersItem } from "./answers-item.ts";
import { custodyItem } from "./custody-item.ts";
import { errataItem } from "./errata-item.ts";
import { holdItem } from "./hold-item.ts";
import { lawItem } from "./law-item.ts";
import { noticesItem } from "./notices-item.ts";
import { type EvidencePacket, type PacketItems, type PacketParty, packetFormat } from "./packet.ts";
import { arrivalItem, releaseItem } from "./release-item.ts";
import { requestItem, transmissionItem } from "./request-item.ts";
import { summaryOf } from "./summary.ts";
import { type PacketContext, type PacketOptions, type View, viewOf } from "./view.ts";

function itemsOf(view: View): PacketItems {
  return {
    request: requestItem(view),
    transmission: transmissionItem(view),
    custody: custodyItem(view),
    release: releaseItem(view),
    notices: noticesItem(view),
    hold: holdItem(view),
    arrival: arrivalItem(view),
    answers: answersItem(view),
    law: lawItem(view),
    statements: statementsItem(view),
    finding: findingItem(view),
    errata: errataItem(view),
  };
}

const party = (view: View, id: string | null, words: string): PacketParty => ({
  organisation_id: id,
  name: view.name(id) ?? view.plain(words),
});

function facilityOf(view: View): EvidencePacket["facility"] {
  const { facility, state } = view.case;
  return {
    facility_id: facility?.facility_id ?? state.facility_id,
    name: facility?.name ?? view.plain(state.issue.addressee),
    state: facility?.state_usps ?? null,
  };
}

/**
 * The evidence packet of one request for one reader: what the case holds, each fact with its event number and who said it (domain
 * brief 10.3). Pure and made of plain JSON; the same input gives the same packet. What the reader's organisation does not see is
 * not in it; privileged opinions and keys of persons never are. Throws `InvalidInput` where a zone or time cannot be read.
 */
export function packetOf(
  found: RequestCase,
  context: PacketContext,
  options: PacketOptions = {},
): EvidencePacket {
  const view = viewOf(found, context, options);
  const { state, audience, facility, request_id } = found;
  const { made_for, position, head_hash, now } = context;
  const packet: EvidencePacket = {
    packet_format: packetFormat,
    request_id,
    audience,
    made_at: view.moment(now),
    made_for: {
      ...party(view, made_for.organisation_id, made_for.organisation_id),
      organisation_kind: made_for.organisation_kind,
    },
    record: { position, head_hash },
    time_zone: view.zone,
    facility: facilityOf(view),
    issuer: party(view, state.issuer_organisation_id, state.issue.issuing_unit),
    custodian: party(view, state.custodian_organisation_id, state.issue.addressee),
    is_synthetic: state.issue.is_synthetic || facility?.is_synthetic === true,
    is_barred_from_publication: view.is_barred,
    shows_booking_number: view.options.include_booking_number,
    summary: summaryOf(view),
    items: itemsOf(view),
  };
  return JSON.parse(canonicalJson(packet as unknown as Json)) as EvidencePacket; // what is read back from the file is this packet, exactly
}
