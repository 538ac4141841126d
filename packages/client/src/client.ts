import type { components, operations } from './schema.ts';
import type { KeySet } from './jws.ts';
import { verifyDocument, type Certified, type Verdict } from './verify.ts';

type Schemas = components['schemas'];
export type Article = Schemas['DeliveredArticle'];
export type ArticleSummary = Schemas['ArticleSummary'];
export type ArticleList = Schemas['ArticleList'];
export type Series = Schemas['DeliveredSeries'];
export type SeriesPlace = Schemas['SeriesPlace'];
export type SeriesSummary = Schemas['SeriesSummary'];
export type SeriesList = Schemas['SeriesList'];
export type Disclaimer = Schemas['DeliveredDisclaimer'];
export type Item = Schemas['DeliveredItem'];
export type ItemLink = Schemas['ItemLink'];
/** A row of a list of items of a type that the site has added. Of the types article, series and disclaimer the rows are those of their own lists. */
export interface ItemSummary extends Pick<Item, 'id' | 'versionId' | 'type' | 'slug' | 'url' | 'publishedUtc' | 'liveSinceUtc' | 'modifiedUtc' | 'contentHash'> {
  title: string;
  language: string | null;
  links?: Record<string, ItemLink[]>;
  reviewStatus: ArticleSummary['reviewStatus'];
  bytesUtc: string;
  /** Text around the words that were searched for: HTML whose only elements are `mark`. Present only with `q`. */
  snippet?: string;
}
export interface ItemList<T = ItemSummary> {
  total: number;
  items: T[];
  nextCursor: string | null;
}
export type Redirect = Schemas['Redirect'];
export type Change = Schemas['DeliveryChange'];
export type Changes = Schemas['DeliveryChanges'];
export type DocumentAmong = Schemas['DocumentAmong'];
export type ArticleQuery = NonNullable<operations['listArticles']['parameters']['query']>;
export type SeriesQuery = NonNullable<operations['listSeries']['parameters']['query']>;
/** With the indexed fields of the type: `'field.group': 'nsaid'`, `'field.strength.from': 5`. */
export type ItemQuery = NonNullable<operations['listItems']['parameters']['query']> & Record<`field.${string}`, string | number | boolean>;
export type ChangesQuery = NonNullable<operations['listChanges']['parameters']['query']>;

/** What a site answered instead of what was asked for: `application/problem+json`. Decide by `type`, for example `urn:gutcms:problem:not-found`. */
export class Problem extends Error {
  readonly status: number;
  readonly type: string;
  /** All members, `reason` and `replacement` of what was withdrawn for example. */
  readonly body: Record<string, unknown>;

  constructor(status: number, body: Record<string, unknown>) {
    super(`${status} ${String(body.title ?? '')}`.trim());
    this.name = 'Problem';
    this.status = status;
    this.type = String(body.type ?? 'about:blank');
    this.body = body;
  }
}

export interface ClientOptions {
  /** What sends requests; by default the `fetch` of the platform. */
  fetch?: typeof fetch;
  /** Headers of each request. */
  headers?: Record<string, string>;
}

/** Reads one site. */
export class GutCms {
  /** Address of the site, without a slash at the end. */
  readonly site: string;
  readonly #fetch: typeof fetch;
  readonly #headers: Record<string, string>;

  constructor(site: string, options: ClientOptions = {}) {
    this.site = site.replace(/\/+$/, '');
    this.#fetch = options.fetch ?? ((...call) => globalThis.fetch(...call));
    this.#headers = options.headers ?? {};
  }

  /**
   * An article with everything that a page needs. An address that has changed is followed: compare its `slug`. With the token of a preview, as it is to be: without a certificate, and for nobody's cache.
   * With a `lang`, in this language or in one that stands in for it: compare `content.language`.
   */
  article(slug: string, query: { preview?: string; lang?: string } = {}): Promise<Article> {
    return this.#json(`/api/delivery/articles/${encodeURIComponent(slug)}`, query);
  }

  /** Which article of its series it is, of how many, and the two beside it, as it is now. A `Problem` with the status 404 where it is in no series: its `series` says so. With the token of a preview, as it is to be. */
  place(slug: string, query: { preview?: string } = {}): Promise<SeriesPlace> {
    return this.#json(`/api/delivery/articles/${encodeURIComponent(slug)}/place`, query);
  }

  articles(query: ArticleQuery = {}): Promise<ArticleList> {
    return this.#json('/api/delivery/articles', query);
  }

  /** All articles of a list, page after page. */
  allArticles(query: Omit<ArticleQuery, 'after'> = {}): AsyncGenerator<ArticleSummary> {
    return all(after => this.articles({ first: 100, ...query, after }));
  }

  /** Articles in which all the words occur, with a `snippet` whose only element is `mark`. */
  search(q: string, query: Omit<ArticleQuery, 'q'> = {}): Promise<ArticleList> {
    return this.articles({ ...query, q });
  }

  series(slug: string, query: { preview?: string; lang?: string } = {}): Promise<Series> {
    return this.#json(`/api/delivery/series/${encodeURIComponent(slug)}`, query);
  }

  listSeries(query: SeriesQuery = {}): Promise<SeriesList> {
    return this.#json('/api/delivery/series', query);
  }

  allSeries(query: Omit<SeriesQuery, 'after'> = {}): AsyncGenerator<SeriesSummary> {
    return all(after => this.listSeries({ first: 100, ...query, after }));
  }

  /** An item of a type that the site has added: `item('drug', 'aspirin')`. */
  item(type: string, slug: string, query: { preview?: string; fields?: string; expand?: string } = {}): Promise<Item> {
    return this.#json(`/api/delivery/items/${encodeURIComponent(type)}/${encodeURIComponent(slug)}`, query);
  }

  /** Items of any type that is delivered, by values of its indexed fields. */
  items<T = ItemSummary>(type: string, query: Partial<ItemQuery> = {}): Promise<ItemList<T>> {
    return this.#json(`/api/delivery/items/${encodeURIComponent(type)}`, query);
  }

  /** All items of a list, page after page. */
  allItems<T = ItemSummary>(type: string, query: Partial<Omit<ItemQuery, 'after'>> = {}): AsyncGenerator<T> {
    return all(after => this.items<T>(type, { first: 100, ...query, after } as Partial<ItemQuery>));
  }

  disclaimer(id: string): Promise<Disclaimer> {
    return this.#json(`/api/delivery/disclaimers/${encodeURIComponent(id)}`);
  }

  /** Addresses that have changed, for sites whose pages are files. */
  async redirects(): Promise<Redirect[]> {
    return (await this.#json<Schemas['RedirectList']>('/api/delivery/redirects')).items;
  }

  changes(query: ChangesQuery = {}): Promise<Changes> {
    return this.#json('/api/delivery/changes', query);
  }

  /** The documents of items, any number of them, by requests of a hundred each. */
  async documents(ids: readonly string[]): Promise<DocumentAmong[]> {
    const found: DocumentAmong[] = [];
    for (let from = 0; from < ids.length; from += 100) {
      found.push(...(await this.#json<Schemas['Documents']>('/api/delivery/documents', { ids: ids.slice(from, from + 100).join(',') })).items);
    }

    return found;
  }

  /** Addresses of the feeds, of the whole site or of a series, in one language or in all. */
  feeds(series?: string, lang?: string): { atom: string; json: string } {
    const place = series === undefined ? this.site : `${this.site}/series/${encodeURIComponent(series)}`;
    const asked = lang === undefined ? '' : `?lang=${encodeURIComponent(lang)}`;
    return { atom: `${place}/feed.xml${asked}`, json: `${place}/feed.json${asked}` };
  }

  keys(): Promise<KeySet> {
    return this.#json('/.well-known/jwks.json');
  }

  /** Verifies the certificate of a document with the key set and the status list of this site, whose word counts wherever the document is from. */
  async verify(document: Certified): Promise<Verdict> {
    const trust = { issuer: this.site, keys: await this.keys() };
    const verdict = await verifyDocument(document, trust);
    // Asked only once everything else holds: until then nobody vouches for the address that the certificate gives.
    const list = verdict.valid ? verdict.claims!.status?.status_list.uri : undefined;
    return list === undefined ? verdict : verifyDocument(document, { ...trust, statusList: await this.#text(list) });
  }

  async #json<T>(path: string, query: object = {}): Promise<T> {
    const address = new URL(this.site + path);
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined && value !== null) {
        address.searchParams.set(name, String(value));
      }
    }

    return await (await this.#ask(address.href, 'application/json')).json() as T;
  }

  async #text(address: string): Promise<string> {
    return (await this.#ask(address, 'application/statuslist+jwt')).text();
  }

  async #ask(address: string, accept: string): Promise<Response> {
    const response = await this.#fetch(address, { headers: { Accept: accept, ...this.#headers } });
    if (!response.ok) {
      const body = await response.json().catch(() => ({ title: response.statusText })) as Record<string, unknown>;
      throw new Problem(response.status, body);
    }

    return response;
  }
}

async function* all<T>(read: (after?: string) => Promise<{ items: T[]; nextCursor: string | null }>): AsyncGenerator<T> {
  for (let after: string | undefined; ;) {
    const page = await read(after);
    yield* page.items;
    if (page.nextCursor === null) {
      return;
    }

    after = page.nextCursor;
  }
}
