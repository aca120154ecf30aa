import { z } from "zod";
import type { Json } from "../base/canonical-json.ts";
import { exchangeDocument } from "./exchange/document.ts";
import { problemSchema } from "./problem.ts";
import type { Route } from "./route.ts";

type JsonObject = { readonly [key: string]: Json | undefined };

const shapeOf = (schema: z.ZodType): JsonObject => {
  const { $schema: _, ...shape } = z.toJSONSchema(schema, { io: "input", target: "draft-2020-12" });
  return shape as JsonObject;
};

function parametersOf(schema: z.ZodObject, place: "path" | "query"): JsonObject[] {
  const shape = shapeOf(schema) as { properties?: Record<string, JsonObject>; required?: string[] };
  return Object.entries(shape.properties ?? {}).map(([name, { description, ...own }]) => ({
    name,
    in: place,
    required: place === "path" || (shape.required ?? []).includes(name),
    description,
    schema: own,
  }));
}

const reference = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });

function operationOf(route: Route): JsonObject {
  return {
    operationId: route.operation_id,
    summary: route.summary,
    description: route.description,
    parameters: [...parametersOf(route.path_parameters, "path"), ...parametersOf(route.query, "query")],
    responses: {
      "200": {
        description: route.summary,
        headers: { ETag: { description: "Send it back in If-None-Match", schema: { type: "string" } } },
        content: { "application/json": { schema: reference(route.answer.name) } },
      },
      "304": { description: "Nothing changed since the ETag that was sent" },
      default: {
        description: "What went wrong (RFC 9457)",
        content: { "application/problem+json": { schema: reference("Problem") } },
      },
    },
  };
}

/** The OpenAPI 3.1 description of the public routes and of the exchange. */
export function openApiDocument(routes: readonly Route[], version: string): JsonObject {
  const exchange = exchangeDocument(parametersOf);
  return {
    openapi: "3.1.0",
    info: {
      title: "Accord API",
      version,
      summary: "The public record of immigration detainers, to read; the exchange, to work in",
      description:
        "Public answers are as known at a position of the record, which only grows, with small counts suppressed; they need no sign-in and change nothing. The exchange (/exchange) is for members of its organisations: each sees what concerns it, and every reading and write is appended to the journal.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/api/v1" }],
    paths: {
      ...Object.fromEntries(routes.map((route) => [route.path, { get: operationOf(route) }])),
      ...exchange.paths,
    },
    components: {
      securitySchemes: exchange.security_schemes,
      responses: exchange.responses,
      schemas: {
        ...Object.fromEntries(routes.map((route) => [route.answer.name, shapeOf(route.answer.schema)])),
        ...exchange.schemas,
        Problem: shapeOf(problemSchema),
      },
    },
  };
}
