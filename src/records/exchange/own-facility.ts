import type { ActionContext } from "./action.ts";
import { type ExchangeFacility, facilityOf } from "./facility.ts";
import { fieldError } from "./input.ts";

/** The facility with an id that the actor's organisation works; throws `InvalidInput` that names the field for any other. */
export async function ownFacility(
  { tx, actor }: ActionContext,
  id: string,
  field = "facility_id",
): Promise<ExchangeFacility> {
  const found = await facilityOf(tx, id);
  if (found !== null && actor.acts_for.includes(found.organisation_id)) return found;
  throw fieldError([
    { field, message: `"${id.slice(0, 80)}" is no facility of yours; choose one of your own` },
  ]);
}

/** The facility where a request or booking stands; throws when none of that id is worked in the exchange. */
export async function standingFacility({ tx }: ActionContext, id: string | null): Promise<ExchangeFacility> {
  const found = await facilityOf(tx, id);
  if (found === null)
    throw fieldError([{ field: "facility_id", message: `"${id}" is worked by nobody in the exchange` }]);
  return found;
}
