import { NotAllowed } from "../../base/errors.ts";
import type { RequestState } from "../../law/exchange/request-state.ts";
import type { Actor } from "../organisations/actor.ts";

/** The organisation for which an actor speaks on a request: the custodian or the issuer that they act for. */
export function speaksFor(actor: Actor, request: RequestState): string {
  const sides = [request.custodian_organisation_id, request.issuer_organisation_id];
  const own = sides.find((side) => side !== null && actor.acts_for.includes(side));
  if (typeof own === "string") return own;
  const relayed = request.relays.find((relay) => actor.acts_for.includes(relay.by));
  if (relayed !== undefined) return relayed.by;
  throw new NotAllowed(
    `request ${request.request_id} is shown to you, but your organisation is no side of it`,
  );
}

/** The custodian of a request as one for whom the actor speaks; throws `NotAllowed` where they do not. */
export function asCustodian(actor: Actor, request: RequestState): string {
  const custodian = request.custodian_organisation_id;
  if (custodian !== null && actor.acts_for.includes(custodian)) return custodian;
  throw new NotAllowed(
    `request ${request.request_id} is not with your facility now; its custodian answers it`,
  );
}
