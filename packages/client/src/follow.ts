import { Problem, type Article, type Change, type DocumentAmong, type GutCms, type Redirect, type Series, type SeriesPlace } from './client.ts';

/** What a site that is built into files holds between two builds. Plain data, to be kept as JSON. */
export interface Held {
  /** Where to go on; null: the site does not tell its changes, and everything is read each time. */
  next: string | null;
  /** Documents by the id of their item. */
  documents: Record<string, DocumentAmong>;
  /** Former addresses, and the item to which each leads. */
  redirects: Record<string, string>;
}

/** Brings what is held up to what the site delivers now: two requests after one change, everything at first. */
export async function follow(client: GutCms, held?: Held | null): Promise<Held> {
  try {
    return await readChanges(client, held?.next ? held : { next: null, documents: {}, redirects: {} });
  } catch (fault) {
    if (fault instanceof Problem && fault.status === 410 && held?.next) {
      return follow(client);
    }

    if (fault instanceof Problem && fault.status === 404) {
      return readAll(client);
    }

    throw fault;
  }
}

/** Articles, the one that was first published last before the others. */
export const articlesOf = (held: Held): Article[] =>
  documentsOf<Article>(held, 'article').sort((one, other) => compare(other.publishedUtc, one.publishedUtc) || compare(one.id, other.id));

/** Series by title. */
export const seriesOf = (held: Held): Series[] => documentsOf<Series>(held, 'series').sort((one, other) => one.title.localeCompare(other.title) || compare(one.id, other.id));

/** Where articles stand in their series, by the id of the article: out of what is held, no request is sent. When a series changes, all of its pages that say so are to be built anew. */
export function placesOf(held: Held): Record<string, SeriesPlace> {
  const members = new Map<string, Article[]>();
  for (const one of articlesOf(held)) {
    if (one.series) {
      members.set(one.series.id, members.get(one.series.id) ?? []);
      members.get(one.series.id)!.push(one);
    }
  }

  const places: Record<string, SeriesPlace> = {};
  for (const { id, slug, title, url, articles } of seriesOf(held)) {
    // The document of a series has its first hundred articles in their order; behind them the others, by the same order.
    const rank = new Map((articles ?? []).map((one, index) => [one.id, index]));
    const rankOf = (one: Article) => rank.get(one.id) ?? Infinity;
    const ordered = (members.get(id) ?? []).sort((one, other) =>
      order(rankOf(one), rankOf(other)) || order(positionOf(one), positionOf(other)) || compare(one.publishedUtc, other.publishedUtc) || compare(one.id, other.id));
    const linkTo = (one?: Article) => (one ? { id: one.id, slug: one.slug, title: one.content.title, url: one.url } : null);
    ordered.forEach((one, index) => {
      places[one.id] = { id, slug, title, url, position: index + 1, count: ordered.length, previous: linkTo(ordered[index - 1]), next: linkTo(ordered[index + 1]) };
    });
  }

  return places;
}

/** Where former addresses lead, as far as there is something. */
export function redirectsOf(held: Held): Redirect[] {
  const addresses = new Map(Object.values(held.documents).map(({ id, document }) => [id, document.url as string | undefined]));
  const taken = new Set(addresses.values());
  return Object.entries(held.redirects)
    .flatMap(([from, id]) => addresses.get(id) && !taken.has(from) ? [{ from, to: addresses.get(id)!, id }] : [])
    .sort((one, other) => compare(one.from, other.from));
}

const documentsOf = <T>(held: Held, kind: DocumentAmong['kind']) => Object.values(held.documents).filter(found => found.kind === kind).map(found => found.document as unknown as T);

const positionOf = ({ presentation }: Article) => Number(presentation.seriesPosition ?? Infinity);

// The difference of two infinities is no number.
const order = (one: number, other: number) => (one < other ? -1 : one > other ? 1 : 0);

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);

async function readChanges(client: GutCms, held: Held): Promise<Held> {
  const [documents, redirects, wanted] = [{ ...held.documents }, { ...held.redirects }, new Set<string>()];
  let next = held.next;
  for (let more = true; more;) {
    const page = await client.changes({ first: 100, ...(next === null ? {} : { after: next }) });
    page.items.forEach(change => apply(change, documents, redirects, wanted));
    [next, more] = [page.next, page.hasMore];
  }

  const found = await client.documents([...wanted]);
  // What is not delivered any more by the time it is fetched is not held any more either.
  wanted.forEach(id => delete documents[id]);
  found.filter(({ id }) => wanted.has(id)).forEach(one => (documents[one.id] = one));

  return { next, documents, redirects };
}

function apply(change: Change, documents: Held['documents'], redirects: Held['redirects'], wanted: Set<string>): void {
  switch (change.change) {
    case 'redirected':
      redirects[change.url!] = change.id!;
      break;
    case 'redirectRemoved':
      delete redirects[change.url!];
      break;
    case 'unpublished':
    case 'deleted':
    case 'withdrawn':
      delete documents[change.id!];
      wanted.delete(change.id!);
      break;
    default:
      wanted.add(change.id!);
  }
}

async function readAll(client: GutCms): Promise<Held> {
  const ids: string[] = [];
  for await (const { id } of client.allArticles()) {
    ids.push(id);
  }

  for await (const { id } of client.allSeries()) {
    ids.push(id);
  }

  const redirects = Object.fromEntries((await client.redirects()).map(({ from, id }) => [from, id]));
  return { next: null, documents: Object.fromEntries((await client.documents(ids)).map(found => [found.id, found])), redirects };
}
