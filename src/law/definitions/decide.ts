import type { FactReader } from "./fact-reader.ts";
import type { Finding } from "./finding.ts";

/** A rule in force: from the facts that its definition lists to what it finds. */
export type Decide = (facts: FactReader) => Finding;
