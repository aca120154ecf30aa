import type { Clock } from "../../base/clock.ts";
import { InvalidInput } from "../../base/errors.ts";
import type { Db } from "../../db/db.ts";
import type { FacilityQuery, Resolution } from "../../places/resolution.ts";
import type { EditionRecord } from "../../records/editions/edition-record.ts";
import type { Resolver } from "../../records/facilities/resolve-places.ts";
import { type KnownAt, knownAt } from "../../records/journal/as-of.ts";
import { headPosition } from "../../records/journal/journal.ts";
import { type PolicySet, policySetAsOf } from "../../records/policies/policies-as-of.ts";
import type { QualityRow } from "../../records/quality/quality.ts";
import {
  driftAsOf,
  type ReleaseDrift,
  type ReleaseOverview,
  releaseOverview,
} from "../../records/releases/release-overview.ts";
import type { Edition } from "../edition.ts";
import { type JournalPage, readJournalPage } from "./journal-page.ts";
import {
  type GovernmentNames,
  type Jurisdiction,
  type JurisdictionEntry,
  jurisdictionName,
  listJurisdictions,
  readJurisdiction,
} from "./jurisdiction.ts";
import { gradesAsked } from "./law/checked.ts";
import {
  dayAsked,
  type JurisdictionLaw,
  jurisdictionLaw,
  type LawQuestion,
  lawJurisdiction,
} from "./law/jurisdiction-law.ts";
import { Memory } from "./memory.ts";
import { type PublicTrace, readPublicTrace } from "./public-trace.ts";
import {
  type Holding,
  holdingOf,
  openPublished,
  type PublishedFolder,
  publicEditions,
  readPublishedEdition,
} from "./published-edition.ts";
import { type RecordState, readRecordState } from "./record-state.ts";
import { drawSection, type SectionPicture } from "./section-picture.ts";

/** What the public readings are made from; handed in by whoever wires the program. */
export interface PublicSources {
  readonly db: Db;
  /** The data folder; published editions stand under its `editions`. */
  readonly folder: string;
  readonly clock: Clock;
  /** The resolver and the names of places, made when they are first asked for. */
  readonly resolver: () => Resolver;
  readonly placeNames: () => GovernmentNames;
  /** The quality checks of the store and of the resolver. */
  readonly quality: () => Promise<QualityRow[]>;
}

/** A public edition of the record, and whether its files are on this server. */
export interface ListedEdition extends EditionRecord {
  readonly files: Holding;
}

/** A release with where its file differed from its layout. */
export interface ListedRelease extends ReleaseOverview {
  readonly drift: readonly Omit<ReleaseDrift, "release_id">[];
}

/** The facility query of a reader, each part as typed; `on` is today where it is left out. */
export type FacilityQuestion = { readonly [part in keyof FacilityQuery]?: string | undefined };

/** The answer to a facility query, with the day it is for and the name of the jurisdiction. */
export interface FacilityAnswer extends Resolution {
  readonly on: string;
  readonly jurisdiction_name: string | null;
}

/**
 * What the site and the API read: the record as the public may see it. Answers are remembered by position, since the record
 * only grows; each reading throws what its own function throws.
 */
export interface PublicRecord {
  knownAt(asked: string | undefined): Promise<KnownAt>;
  state(known: KnownAt): Promise<RecordState>;
  releases(known: KnownAt): Promise<ListedRelease[]>;
  jurisdictions(known: KnownAt): Promise<JurisdictionEntry[]>;
  jurisdiction(geoid: string, known: KnownAt): Promise<Jurisdiction>;
  /** The picture of a jurisdiction's months, null where too few of its numbers are shown. */
  picture(jurisdiction: Jurisdiction): Promise<SectionPicture | null>;
  /** Rules and tests of a jurisdiction on a day. */
  law(geoid: string, question: LawQuestion, known: KnownAt): Promise<JurisdictionLaw>;
  editions(): Promise<ListedEdition[]>;
  published(id: string): Promise<PublishedFolder>;
  edition(id: string): Promise<Edition>;
  trace(editionId: string, figure: string): Promise<PublicTrace>;
  resolve(question: FacilityQuestion): FacilityAnswer;
  journal(after: number, most: number): Promise<JournalPage>;
  /** The position of the last entry: an answer is proof that the store answers. */
  head(): Promise<number>;
  quality(): Promise<{ readonly position: number; readonly rows: readonly QualityRow[] }>;
}

const mostRemembered = 300;
const longestText = 200;

/** The public readings of a store. */
export function publicRecord(sources: PublicSources): PublicRecord {
  const { db, folder } = sources;
  const remembered = {
    state: new Memory<RecordState>(4),
    jurisdictions: new Memory<JurisdictionEntry[]>(4),
    jurisdiction: new Memory<Jurisdiction>(mostRemembered),
    policies: new Memory<PolicySet>(4),
    law: new Memory<JurisdictionLaw>(mostRemembered),
    edition: new Memory<Edition>(mostRemembered),
    trace: new Memory<PublicTrace>(mostRemembered),
    quality: new Memory<QualityRow[]>(1),
  };
  const pictures = new WeakMap<Jurisdiction, Promise<SectionPicture | null>>(); // as long as its jurisdiction is remembered
  const at = (known: KnownAt): string => `${known.position} ${known.is_asked}`;
  const edition = async (id: string): Promise<Edition> => {
    const published = await openPublished(db, folder, id);
    return remembered.edition.of(published.record.sha256, () => readPublishedEdition(published));
  };
  const editions = async (): Promise<ListedEdition[]> =>
    Promise.all(
      (await publicEditions(db)).map(async (record) => ({
        ...record,
        files: await holdingOf(folder, record),
      })),
    );
  const editionsHere = async (): Promise<Edition[]> => {
    const here = (await editions()).filter((each) => each.files === "here" && each.template === "accord");
    return Promise.all(here.map((each) => edition(each.edition_id)));
  };
  return {
    knownAt: (asked) => knownAt(db, asked),
    state: (known) => remembered.state.of(at(known), () => readRecordState(db, known)),
    releases: (known) => readReleases(db, known),
    jurisdictions: (known) =>
      remembered.jurisdictions.of(at(known), () => listJurisdictions(db, known, sources.placeNames())),
    jurisdiction: async (geoid, known) => {
      const published = await editionsHere();
      const key = `${geoid} ${at(known)} ${published.map((each) => each.id).join(" ")}`;
      return remembered.jurisdiction.of(key, () =>
        readJurisdiction(db, geoid, known, sources.placeNames(), published),
      );
    },
    picture: (found) => {
      const drawn = pictures.get(found) ?? drawSection(found.history, found.known);
      pictures.set(found, drawn);
      return drawn;
    },
    law: async (geoid, question, known) => {
      const of = lawJurisdiction(geoid);
      const on = dayAsked(question.on, sources.clock.now().slice(0, 10));
      const grades = gradesAsked(question.verification);
      return remembered.law.of(`${geoid} ${on} ${grades} ${at(known)}`, async () => {
        const policies = await remembered.policies.of(at(known), () => policySetAsOf(db, known.position));
        return jurisdictionLaw(of, on, grades, known, policies);
      });
    },
    editions,
    published: (id) => openPublished(db, folder, id),
    edition,
    trace: async (id, figure) => {
      const published = await edition(id);
      return remembered.trace.of(`${id}#${figure}`, () => readPublicTrace(db, published, figure));
    },
    resolve: (question) => resolve(sources, question),
    journal: (after, most) => readJournalPage(db, after, most),
    head: () => headPosition(db),
    quality: async () => {
      const position = await headPosition(db);
      return { position, rows: await remembered.quality.of(String(position), () => sources.quality()) };
    },
  };
}

async function readReleases(db: Db, known: KnownAt): Promise<ListedRelease[]> {
  const drift = Map.groupBy(await db.all(driftAsOf(known.position)), (row) => row.release_id);
  return (await db.all(releaseOverview(known.position))).map((release) => ({
    ...release,
    drift: (drift.get(release.release_id) ?? []).map(({ release_id: _, ...row }) => row),
  }));
}

/** Resolves one facility as a reader typed it; `InvalidInput` names the part that cannot be used. */
function resolve(sources: PublicSources, question: FacilityQuestion): FacilityAnswer {
  const part = (key: keyof FacilityQuery): string | undefined => {
    const text = question[key]?.trim();
    if (text !== undefined && text.length > longestText)
      throw new InvalidInput(`${key} has ${text.length} characters; write at most ${longestText}`, {
        field: key,
      });
    return text === "" ? undefined : text;
  };
  const [name, city, state, code, asked] = [
    part("name"),
    part("city"),
    part("state"),
    part("code"),
    part("on"),
  ];
  if (name === undefined && code === undefined)
    throw new InvalidInput("write the facility’s name or its code", { field: "name" });
  const on = dayAsked(asked, sources.clock.now().slice(0, 10));
  const [resolution] = sources.resolver().resolveAll([{ name, city, state, code, on }]) as [Resolution];
  const geoid = resolution.jurisdiction_geoid;
  return {
    ...resolution,
    on,
    jurisdiction_name: geoid === null ? null : jurisdictionName(geoid, sources.placeNames()),
  };
}
