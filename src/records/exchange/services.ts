import type { Reader } from "../../db/db.ts";
import type { Instrument } from "../../law/policies/instrument.ts";

/** What the exchange needs besides the store: the secret under which persons are hashed, and the policies that stand. */
export interface ExchangeServices {
  readonly person_secret: string;
  /** The instruments of the policy registry as they stand in the record. */
  instruments(db: Reader): Promise<readonly Instrument[]>;
}
