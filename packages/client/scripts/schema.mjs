// Writes src/schema.ts: the types of what readers get, from the document of the API that is committed for its tests.
import { readFileSync, writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';

const source = new URL('../../../tests/GutCms.Contract.Tests/Snapshots/openapi.v1.json', import.meta.url);
const document = JSON.parse(readFileSync(source, 'utf8'));
const isDelivery = path => /^\/(api\/delivery|\.well-known\/jwks|status-lists|feed|series|sitemap)/.test(path);
const namesIn = value => [...JSON.stringify(value).matchAll(/#\/components\/schemas\/([\w.-]+)/g)].map(match => match[1]);

const paths = Object.fromEntries(Object.entries(document.paths).filter(([path]) => isDelivery(path)));
const schemas = {};
for (const open = namesIn(paths); open.length > 0;) {
  const name = open.pop();
  if (!(name in schemas)) {
    schemas[name] = document.components.schemas[name];
    open.push(...namesIn(schemas[name]));
  }
}

const types = await openapiTS({ openapi: document.openapi, info: document.info, paths, components: { ...document.components, schemas } });
writeFileSync(new URL('../src/schema.ts', import.meta.url), `// Written by scripts/schema.mjs.\n${astToString(types)}`);
