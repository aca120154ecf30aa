import type { ReportInput } from "../report-input.ts";
import { bodiesSection } from "./bodies.ts";
import { changesSection, type Earlier } from "./changes.ts";
import { declinedSection } from "./declined.ts";
import { exchangeSection } from "./exchange.ts";
import { jailsSection } from "./jails.ts";
import { methodSection } from "./method.ts";
import { notCollectedSection } from "./not-collected.ts";
import { offencesSection } from "./offences.ts";
import { openCasesSection } from "./open-cases.ts";
import { outcomesSection } from "./outcomes.ts";
import { policiesSection } from "./policies.ts";
import { requestsSection } from "./requests.ts";
import { standingSection } from "./standing.ts";

/** The sections of the default report, in the order in which they are read; without `earlier` there are no comparisons. */
export function accordSections(input: ReportInput, earlier: Earlier | null): void {
  requestsSection(input);
  standingSection(input);
  outcomesSection(input);
  bodiesSection(input);
  declinedSection(input);
  notCollectedSection(input);
  exchangeSection(input);
  jailsSection(input);
  offencesSection(input);
  policiesSection(input);
  openCasesSection(input);
  if (earlier !== null) changesSection(input, earlier);
  methodSection(input);
}
