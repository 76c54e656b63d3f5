/** OpenAPI 3.1 from the endpoint tables: what the server parses is what the document says. */
import { z } from 'zod';
import { problemView } from './answers.ts';
import type { Bound } from './bind.ts';
import type { Endpoint } from './contract.ts';

type Schema = { type?: string; properties?: Record<string, Schema>; required?: string[] } & Record<
  string,
  unknown
>;

export type OpenApi = {
  openapi: '3.1.0';
  info: { title: string; version: string; description: string };
  servers: { url: string }[];
  tags: { name: string }[];
  paths: Record<string, Record<string, unknown>>;
  components: { schemas: Record<string, Schema>; securitySchemes: Record<string, unknown> };
};

/** The document of all bound endpoints; throws when two rows claim one path and method. */
export function openApiOf(routes: readonly Bound[], version: string): OpenApi {
  const paths: OpenApi['paths'] = {};
  for (const { name, endpoint } of routes) {
    const path = endpoint.path.replaceAll(/:(\w+)/gu, '{$1}');
    const item = (paths[path] ??= {});
    const method = endpoint.method.toLowerCase();
    if (item[method]) throw new Error(`two endpoints at ${endpoint.method} ${endpoint.path}`);
    item[method] = operationOf(name, endpoint);
  }
  const tags = [...new Set(routes.map(({ endpoint }) => tagOf(endpoint)))].sort().map((name) => ({ name }));
  return {
    openapi: '3.1.0',
    info: {
      title: 'Jishi',
      version,
      description:
        'Every endpoint of the server. All but GET want the header `X-Jishi: 1`, and take an `Idempotency-Key` (a UUID) under which a repeated submit gives the first answer.',
    },
    servers: [{ url: '/' }],
    tags,
    paths,
    components: {
      schemas: { Problem: schemaOf(problemView, 'output') },
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'jishi_session' } },
    },
  };
}

function operationOf(name: string, endpoint: Endpoint): Record<string, unknown> {
  const request = schemaOf(endpoint.request, 'input');
  const inPath = [...endpoint.path.matchAll(/:(\w+)/gu)].map(([, param = '']) => param);
  const reads = endpoint.method === 'GET' || endpoint.method === 'DELETE';
  const properties = request.properties ?? {};
  const beside = Object.keys(properties).filter((key) => !inPath.includes(key));
  const parameters = [
    ...inPath.map((key) => parameterOf(key, 'path', properties[key], true)),
    ...(reads
      ? beside.map((key) => parameterOf(key, 'query', properties[key], isRequired(request, key)))
      : []),
    ...(endpoint.method === 'GET' ? [] : [ownHeader, repeatHeader]),
  ];
  return {
    operationId: name,
    summary: endpoint.summary,
    tags: [tagOf(endpoint)],
    'x-permission': endpoint.permission,
    ...(endpoint.stepUp && { 'x-step-up': true }),
    security: endpoint.permission === 'anyone' ? [] : [{ session: [] }],
    ...(parameters.length > 0 && { parameters }),
    ...(!reads && { requestBody: bodyOf(endpoint, without(request, inPath)) }),
    responses: {
      200: { description: 'Done', content: replyOf(endpoint) },
      default: {
        description: 'Refused: which condition, by which rule, what to do',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

function bodyOf(endpoint: Endpoint, fields: Schema): Record<string, unknown> {
  if (!endpoint.upload) return { required: true, content: { 'application/json': { schema: fields } } };
  return {
    required: true,
    content: {
      'multipart/form-data': {
        schema: {
          type: 'object',
          properties: { file: { type: 'string', contentMediaType: 'application/octet-stream' }, fields },
          required: ['file'],
        },
        encoding: { fields: { contentType: 'application/json' } },
      },
    },
  };
}

function replyOf(endpoint: Endpoint): Record<string, unknown> {
  if (endpoint.file) return { 'application/octet-stream': {} };
  return { 'application/json': { schema: schemaOf(endpoint.reply, 'output') } };
}

const ownHeader = {
  name: 'X-Jishi',
  in: 'header',
  required: true,
  description: 'A page of another site cannot send it',
  schema: { const: '1' },
};
const repeatHeader = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  schema: { type: 'string', format: 'uuid' },
};

function parameterOf(
  name: string,
  place: 'path' | 'query',
  schema: Schema | undefined,
  required: boolean,
): object {
  return { name, in: place, required, schema: schema ?? { type: 'string' } };
}

function isRequired(schema: Schema, key: string): boolean {
  return schema.required?.includes(key) ?? false;
}

function without(schema: Schema, keys: string[]): Schema {
  const properties = Object.fromEntries(
    Object.entries(schema.properties ?? {}).filter(([key]) => !keys.includes(key)),
  );
  const required = (schema.required ?? []).filter((key) => !keys.includes(key));
  const { required: _, ...rest } = schema;
  return { ...rest, properties, ...(required.length > 0 && { required }) };
}

function tagOf(endpoint: Endpoint): string {
  return endpoint.path.split('/')[2] ?? 'api';
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Schema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    target: 'draft-2020-12',
  });
  return rest as Schema;
}
