import type { Day } from "../../base/day.ts";
import type { Modality, Verification } from "../policies/instrument.ts";

/** What a jail can be asked, each apart (domain brief 2.2). */
export const requests = ["notify", "hold", "serve", "interview", "transfer"] as const;
export type JailRequest = (typeof requests)[number];

/** One source that speaks to a request at a facility on a day. */
export interface AuthoritySource {
  readonly source_id: string;
  readonly layer:
    | "federal_regulation"
    | "federal_case"
    | "state_case"
    | "state_statute"
    | "state_executive"
    | "county"
    | "city"
    | "agency";
  readonly modality: Modality;
  readonly cite: string;
  readonly text: string;
  readonly condition_text: string | null;
  readonly in_force: { readonly from: Day | null; readonly to: Day | null };
  readonly verification: Verification;
  readonly source_url: string;
}

/** Decision support, never advice: the standing of a request, every source that applies, and where they conflict. */
export interface Authority {
  readonly request: JailRequest;
  readonly on: Day;
  readonly modality: Modality | "contested" | "no_rule_found";
  readonly decided_by: string | null;
  readonly sources: readonly AuthoritySource[];
  readonly conflicts: readonly { readonly between: readonly [string, string]; readonly why: string }[];
  readonly explanation: readonly string[];
}
