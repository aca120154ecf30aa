import { createHmac } from "node:crypto";

/** A keyed hash (SHA-256, hex) of a jail's own number of a person: the same within the organisation, joined with nothing outside. */
export function personKey(secret: string, organisationId: string, personId: string): string {
  return createHmac("sha256", secret).update(`exchange\n${organisationId}\n${personId.trim()}`).digest("hex");
}
