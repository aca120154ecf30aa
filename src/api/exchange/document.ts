import { z } from "zod";
import type { Json } from "../../base/canonical-json.ts";
import type { Action } from "../../records/exchange/action.ts";
import { actions } from "../../records/exchange/actions/catalogue.ts";
import { authoritySchema } from "../law-schemas.ts";
import { actionPath } from "./action-path.ts";
import { batchInput } from "./batch.ts";
import { readRoutes } from "./readings.ts";
import {
  eventSchema,
  findingSchema,
  instant,
  requestStateSchema,
  standingRequestSchema,
} from "./request-schemas.ts";
import { exchangeRoot, type ReadRoute } from "./route.ts";
import { batchSchema, facilitySchema, standingBookingSchema, writtenSchema } from "./schemas.ts";

type JsonObject = { readonly [key: string]: Json | undefined };
/** How the document of the whole API writes the parameters of a path or a query. */
type ParametersOf = (schema: z.ZodObject, place: "path" | "query") => JsonObject[];

/** The shapes that others are made of, by the names under which they are referred to. */
const parts: Readonly<Record<string, z.ZodType>> = {
  ExchangeAuthority: authoritySchema,
  ExchangeEvent: eventSchema,
  ExchangeFacility: facilitySchema,
  ExchangeFinding: findingSchema,
  ExchangeInstant: instant,
  ExchangeRequestState: requestStateSchema,
  ExchangeStandingBooking: standingBookingSchema,
  ExchangeStandingRequest: standingRequestSchema,
};

/** Every shape as JSON Schema; one that is part of another is referred to, so that each is written once. */
function schemasOf(shapes: Readonly<Record<string, z.ZodType>>): JsonObject {
  const registry = z.registry<{ id: string }>();
  for (const [id, shape] of Object.entries({ ...parts, ...shapes })) registry.add(shape, { id });
  const { schemas } = z.toJSONSchema(registry, {
    io: "input",
    target: "draft-2020-12",
    uri: (id) => `#/components/schemas/${id}`,
  });
  return Object.fromEntries(
    Object.entries(schemas).map(([id, { $schema: _, $id: __, ...shape }]) => [id, shape as JsonObject]),
  );
}

const reference = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });
const problem: JsonObject = { "application/problem+json": { schema: reference("Problem") } };
const refusal = (description: string): JsonObject => ({ description, content: problem });
const header = (name: string, required: boolean, description: string): JsonObject => ({
  name,
  in: "header",
  required,
  description,
  schema: { type: "string" },
});

const security: Json = [{ token: [] }, { session: [] }];

/** Why a request was refused, by status; each is a response of the document that operations refer to. */
const refusals: Readonly<Record<string, JsonObject>> = {
  "400": refusal("The input cannot be used; `fields` names each field with how to mend it"),
  "401": {
    ...refusal("Nobody is signed in"),
    headers: { "WWW-Authenticate": { description: "How to sign in", schema: { type: "string" } } },
  },
  "403": refusal("Not allowed to the roles of who asks"),
  "404": refusal("Not there, or not of who asks: the two are answered alike"),
  "409": refusal("What stands does not allow it, or the key was used for another write"),
  "412": refusal("It changed since it was read; nothing was written"),
  "413": refusal("The content is too long"),
  "415": refusal("The content is of another kind"),
  "428": refusal("If-Match is missing"),
  default: refusal("What else went wrong (RFC 9457)"),
};

const refused = (...statuses: readonly string[]): JsonObject =>
  Object.fromEntries(
    [...statuses, "default"].map((status) => [status, { $ref: `#/components/responses/Refused${status}` }]),
  );
const readRefusals = refused("400", "401", "403", "404");
const writeRefusals = refused("400", "401", "403", "404", "409", "413", "415");
const versionRefusals = refused("412", "428");

const etag: JsonObject = {
  ETag: {
    description: "The version; send it back in If-None-Match, or in If-Match with a write",
    schema: { type: "string" },
  },
};

function readOperation(route: ReadRoute, parametersOf: ParametersOf): JsonObject {
  const conditional = route.is_versioned
    ? [header("If-None-Match", false, "The ETag that you have; 304 where nothing changed since")]
    : [];
  return {
    operationId: route.operation_id,
    tags: ["exchange"],
    summary: route.summary,
    description: route.description,
    security,
    parameters: [
      ...parametersOf(route.path_parameters, "path"),
      ...parametersOf(route.query, "query"),
      ...conditional,
    ],
    responses: {
      "200": {
        description: route.summary,
        ...(route.is_versioned ? { headers: etag } : {}),
        content: { "application/json": { schema: reference(route.answer.name) } },
      },
      ...(route.is_versioned
        ? { "304": { description: "Nothing changed since the ETag that was sent" } }
        : {}),
      ...readRefusals,
    },
  };
}

const pascal = (id: string): string =>
  id
    .split("_")
    .map((word) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`)
    .join("");

const key = header(
  "Idempotency-Key",
  true,
  "8 to 200 letters, digits and marks, new for each write; the same write sent again with it is done once",
);
const replayed: JsonObject = {
  "Idempotency-Replayed": { description: "`true` where this was done before", schema: { type: "string" } },
};

function writeOperation(action: Action, parametersOf: ParametersOf): JsonObject {
  const isNew = action.subject === "none";
  const subject = z.object({
    [`${action.subject}_id`]: z.string().describe(`The ${action.subject}'s number`),
  });
  const who = `${action.roles.join(", ")} of ${action.organisations.join(", ")}`.replaceAll("_", " ");
  return {
    operationId: `do${pascal(action.id)}`,
    tags: ["exchange"],
    summary: action.summary,
    description: `For ${who}. Whole or not at all; what it changes is appended to the journal with it.`,
    security,
    parameters: [
      ...(isNew ? [] : parametersOf(subject, "path")),
      key,
      ...(isNew ? [] : [header("If-Match", true, 'The ETag of what you read, for example "v7"')]),
      header("X-Accord-Form-Token", false, "The session's form token; a bearer token needs none"),
    ],
    requestBody: {
      required: true,
      content: { "application/json": { schema: reference(`${pascal(action.id)}Input`) } },
    },
    responses: {
      [isNew ? "201" : "200"]: {
        description: "Done",
        headers: {
          ...(isNew
            ? { Location: { description: "What was begun", schema: { type: "string" } }, ...etag }
            : {}),
          ...replayed,
        },
        content: { "application/json": { schema: reference("ExchangeWritten") } },
      },
      ...writeRefusals,
      ...(isNew ? {} : versionRefusals),
    },
  };
}

const batchOperation: JsonObject = {
  operationId: "bookBatch",
  tags: ["exchange"],
  summary: "Record many bookings at once, as a jail's own system exports them",
  description:
    "For clerks and supervisors of a jail. JSON, at most 5,000 bookings and 10 MB; or an export as CSV with a mapping that the organisation saved. Each booking is recorded, known, updated or refused with the reason.",
  security,
  parameters: [
    {
      name: "mapping",
      in: "query",
      required: false,
      description: "With CSV: the name of the saved mapping",
      schema: { type: "string" },
    },
    key,
    header("X-Accord-Form-Token", false, "The session's form token; a bearer token needs none"),
  ],
  requestBody: {
    required: true,
    content: {
      "application/json": { schema: reference("BookBatchInput") },
      "text/csv": { schema: { type: "string" } },
    },
  },
  responses: {
    "200": {
      description: "What became of each booking",
      headers: replayed,
      content: { "application/json": { schema: reference("ExchangeBatch") } },
    },
    ...writeRefusals,
  },
};

/** The exchange's part of the OpenAPI document: paths, schemas, refusals and how to sign in. */
export function exchangeDocument(parametersOf: ParametersOf): {
  readonly paths: JsonObject;
  readonly schemas: JsonObject;
  readonly responses: JsonObject;
  readonly security_schemes: JsonObject;
} {
  const at = (path: string): string => `${exchangeRoot}${path}`;
  return {
    paths: Object.fromEntries([
      ...readRoutes.map((route) => [at(route.path), { get: readOperation(route, parametersOf) }]),
      [at("/bookings/batch"), { post: batchOperation }],
      ...actions.map((action) => [at(actionPath(action)), { post: writeOperation(action, parametersOf) }]),
    ]),
    schemas: schemasOf({
      ...Object.fromEntries(readRoutes.map(({ answer }) => [answer.name, answer.schema])),
      ExchangeWritten: writtenSchema,
      ExchangeBatch: batchSchema,
      BookBatchInput: batchInput,
      ...Object.fromEntries(actions.map((action) => [`${pascal(action.id)}Input`, action.input])),
    }),
    responses: Object.fromEntries(
      Object.entries(refusals).map(([status, response]) => [`Refused${status}`, response]),
    ),
    security_schemes: {
      token: {
        type: "http",
        scheme: "bearer",
        description: "A token that an administrator of the organisation issued for an account",
      },
      session: {
        type: "apiKey",
        in: "cookie",
        name: "__Host-accord",
        description:
          "The session of a browser that is signed in; to write, the form token is sent in X-Accord-Form-Token",
      },
    },
  };
}
