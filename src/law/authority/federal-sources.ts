import type { AuthoritySource, JailRequest } from "./authority.ts";

interface FederalSource extends AuthoritySource {
  readonly speaks_to: readonly JailRequest[];
}

/**
 * What federal law itself says to a jail. It asks; no federal text read here commands a local jail (domain brief 0 and 2.4;
 * wording and dates as data/law has them).
 */
export const federalSources: readonly FederalSource[] = [
  {
    source_id: "8-cfr-287.7-a",
    speaks_to: ["notify"],
    layer: "federal_regulation",
    modality: "may",
    cite: "8 CFR 287.7(a)",
    text: "The detainer is a request that the agency advise the Department before release, so that it can arrange to assume custody.",
    condition_text: null,
    in_force: { from: "1997-04-01", to: null },
    verification: "general_knowledge",
    source_url: "https://www.ecfr.gov/current/title-8/section-287.7",
  },
  {
    source_id: "8-cfr-287.7-d",
    speaks_to: ["hold"],
    layer: "federal_regulation",
    modality: "may",
    cite: "8 CFR 287.7(d)",
    text: 'Printed as "such agency shall maintain custody … not to exceed 48 hours, excluding Saturdays, Sundays, and holidays"; read as a request by the courts of appeals that decided it (Galarza v. Szalczyk, 745 F.3d 634, 3d Cir. 2014).',
    condition_text: null,
    in_force: { from: "1997-04-01", to: null },
    verification: "seen",
    source_url: "https://www.ecfr.gov/current/title-8/section-287.7",
  },
  {
    source_id: "8-usc-1357-g-10",
    speaks_to: ["interview", "transfer"],
    layer: "federal_regulation",
    modality: "may",
    cite: "8 U.S.C. 1357(g)(10)",
    text: "Nothing requires an agreement for a State or locality to communicate with federal officers about status or otherwise to cooperate; whether it is itself a power to arrest is contested.",
    condition_text: null,
    in_force: { from: "1996-09-30", to: null },
    verification: "general_knowledge",
    source_url: "https://www.law.cornell.edu/uscode/text/8/1357",
  },
  {
    source_id: "form-i-247a-service",
    speaks_to: ["serve"],
    layer: "federal_regulation",
    modality: "may",
    cite: "Form I-247A (3/17), request to serve; ICE guidance on it",
    text: "The form says that the person must be served with a copy for the detainer to take effect; it asks the jail to do so.",
    condition_text: null,
    in_force: { from: "2017-04-02", to: null },
    verification: "partly_seen",
    source_url: "https://www.scribd.com/document/343192456/ICE-Guidance-for-Form-I-247A",
  },
];
