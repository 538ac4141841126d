// Reads, verifies and builds as the README of the package says. Arguments: address of the site, slug of an article, a folder that is kept between two runs.
import { GutCms, Problem, articlesOf, follow, hashOf, placesOf, redirectsOf, verifyDocument, type Article, type Held } from '@gutcms/client';
import { gutcms as astro, type AstroContext } from '@gutcms/client/astro';
import { gutcms as eleventy } from '@gutcms/client/eleventy';
import type { MedicallyReviewed } from '@gutcms/client/element';

declare const process: { argv: string[]; stdout: { write(text: string): void } };
const [, , address, slug, folder] = process.argv as [string, string, string, string, string];

let requests = 0;
const counting: typeof fetch = (...call) => (requests++, fetch(...call));
const counted = async <T>(work: () => Promise<T>): Promise<[T, number]> => {
  const before = requests;
  const result = await work();
  return [result, requests - before];
};

const site = new GutCms(address, { fetch: counting });
const article = await site.article(slug);
const verdict = await site.verify(article);

// One change each, and what becomes of the certificate.
const faultOf = async (change: (copy: Article) => void, trust: { issuer?: string; now?: Date } = {}) => {
  const copy = structuredClone(article);
  change(copy);
  return (await verifyDocument(copy, { issuer: address, keys: await site.keys(), ...trust })).fault;
};
const keys = await site.keys();
const revoked = { keys: keys.keys.map(key => ({ ...key, revoked: { revoked_at: 0 } })) };
const [head, claims] = article.review.certificate!.split('.') as [string, string];
const faults = {
  untouched: await faultOf(() => {}),
  title: await faultOf(copy => { copy.content.title += '!'; }),
  hash: await faultOf(copy => { copy.contentHash = `sha256:${'0'.repeat(64)}`; }),
  version: await faultOf(copy => { copy.versionId = 'other'; }),
  address: await faultOf(copy => { copy.slug = 'other'; }),
  series: await faultOf(copy => { copy.series = { id: 'other', slug: 'x', title: 'x', url: '/x' }; }),
  reviewer: await faultOf(copy => { copy.review.approvals[0]!.printedName = 'Dr. Eve'; }),
  nobody: await faultOf(copy => { copy.review.approvals = []; }),
  without: await faultOf(copy => { copy.review.certificate = null; }),
  issuer: await faultOf(() => {}, { issuer: 'https://other.example' }),
  unsigned: await faultOf(copy => { copy.review.certificate = `${btoa('{"alg":"none","typ":"gutcms-review+jwt"}')}.${claims}.`; }),
  signature: await faultOf(copy => { copy.review.certificate = `${head}.${claims}.${'A'.repeat(86)}`; }),
  garbage: await faultOf(copy => { copy.review.certificate = 'garbage'; }),
  key: (await verifyDocument(article, { issuer: address, keys: { keys: [] } })).fault,
  revoked: (await verifyDocument(article, { issuer: address, keys: revoked })).fault,
  list: (await verifyDocument(article, { issuer: address, keys, statusList: article.review.certificate! })).fault,
  empty: (await verifyDocument(article, { issuer: address, keys, statusList: '' })).fault,
};

let problem = '';
try {
  await site.article('there-is-nothing-here');
} catch (fault) {
  problem = fault instanceof Problem ? fault.type : String(fault);
}

const found: string[] = [];
for await (const one of site.allArticles({ first: 2 })) {
  found.push(one.slug);
}

const seriesFound: string[] = [];
for await (const one of site.allSeries({ first: 1 })) {
  seriesFound.push(one.slug);
}

// A build, and one after nothing has changed.
const [held, atFirst] = await counted(() => follow(site));
const [again, afterwards] = await counted(() => follow(site, JSON.parse(JSON.stringify(held)) as Held));
const build = eleventy({ site: address, cache: `${folder}/held.json`, fetch: counting });
const [data, building] = await counted(build);

// Two held documents are said to have changed; one of them is not delivered any more by the time it is asked for.
const among = (id: string, etag: string) => ({ id, kind: 'article' as const, etag, document: {} });
const answers: Record<string, object> = {
  changes: { items: ['one', 'two'].map(id => ({ change: 'published', id, kind: 'article' })), next: 'later', hasMore: false },
  documents: { items: [among('one', 'new')] },
};
const told = new GutCms('https://gut.example', { fetch: async call => new Response(JSON.stringify(answers[new URL(String(call)).pathname.split('/').at(-1)!])) });
const left = await follow(told, { next: 'before', documents: { one: among('one', 'old'), two: among('two', 'old'), three: among('three', 'old') }, redirects: {} });

const meta = new Map<string, string>();
const entries = new Map<string, Record<string, unknown>>();
const context: AstroContext = {
  store: { clear: () => entries.clear(), set: ({ id, data }) => Boolean(entries.set(id, data)) },
  meta: { get: key => meta.get(key), set: (key, value) => void meta.set(key, value) },
  logger: { info: () => {} },
  parseData: async entry => entry.data,
};
await astro({ site: address, fetch: counting }).load(context);
const [, reloading] = await counted(() => astro({ site: address, fetch: counting }).load(context));

const badge: MedicallyReviewed | null = null;
const member = articlesOf(held).find(one => one.series)!;
process.stdout.write(JSON.stringify({
  title: article.content.title,
  html: article.content.body?.map(block => (block.kind === 'section' ? block.html : block.kind === 'figure' ? block.picture?.path : block.entries?.[0]?.question))[0],
  valid: verdict.valid,
  warnings: verdict.warnings,
  reviewer: verdict.claims?.approvals[0]?.printedName,
  hash: await hashOf(article.content) === article.contentHash,
  faults,
  problem,
  found,
  series: seriesFound,
  searched: (await site.search('gut')).total > 0,
  feeds: [site.feeds(), site.feeds('gut')],
  placed: JSON.stringify(await site.place(member.slug)) === JSON.stringify(placesOf(held)[member.id]),
  redirects: redirectsOf(held),
  listed: await site.redirects(),
  disclaimer: (await site.disclaimer(article.disclaimer!.id)).id,
  requests: { atFirst, afterwards, building, reloading },
  left: Object.values(left.documents).map(({ id, etag }) => `${id} ${etag}`).sort(),
  same: JSON.stringify(again.documents) === JSON.stringify(held.documents),
  built: data.articles.map(one => one.slug),
  builtTitle: data.articles.find(one => one.slug === slug)?.content.title,
  collection: [...entries.keys()],
  badge,
}));
