import type { ExchangeFacility } from "../../records/exchange/facility.ts";
import type { OrganisationEntry } from "./parts.ts";

/** What one field says and another repeats: an office or facility that was chosen need not be written as well. */
export function filled(
  action: string,
  input: Readonly<Record<string, unknown>>,
  facilities: readonly ExchangeFacility[],
  organisations: readonly OrganisationEntry[],
): Record<string, unknown> {
  if (action === "log_request" && input.issuing_unit === undefined) {
    const office = organisations.find((one) => one.organisation_id === input.issuer_organisation_id);
    return office === undefined ? { ...input } : { ...input, issuing_unit: office.name };
  }
  if (action === "issue_request" && input.addressee === undefined) {
    const facility = facilities.find((one) => one.facility_id === input.facility_id);
    return facility === undefined
      ? { ...input }
      : { ...input, addressee: `${facility.name}, ${facility.state_usps}` };
  }
  return { ...input };
}
