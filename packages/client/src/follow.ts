import { Problem, type Article, type Change, type DocumentAmong, type GutCms, type Redirect, type Series } from './client.ts';

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

/** Where former addresses lead, as far as there is something. */
export function redirectsOf(held: Held): Redirect[] {
  const addresses = new Map(Object.values(held.documents).map(({ id, document }) => [id, document.url as string | undefined]));
  const taken = new Set(addresses.values());
  return Object.entries(held.redirects)
    .flatMap(([from, id]) => addresses.get(id) && !taken.has(from) ? [{ from, to: addresses.get(id)!, id }] : [])
    .sort((one, other) => compare(one.from, other.from));
}

const documentsOf = <T>(held: Held, kind: DocumentAmong['kind']) => Object.values(held.documents).filter(found => found.kind === kind).map(found => found.document as unknown as T);

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
