import { leadsTo, linked, meant, nameOf, numberingOf, pictured, plain, sign, wordsOf, type Piece } from './words.ts';

/** Texts of an article, or of anything delivered with `content`, in the order in which a page shows them. */
export interface ApprovedText {
  title?: string;
  subtitle?: string;
  excerpt?: string;
  html?: string;
  body?: ({ heading?: string } & ({ html?: string } | { entries?: { question: string; answerHtml: string }[] } | { picture?: object }))[];
  picture?: object | null;
  references?: { citation: string; doi?: string; pmid?: string; url?: unknown; grade?: string; retracted?: boolean }[];
  disclaimer?: { html: string } | null;
  description?: string;
}

/** The word for an element by which a page says that a source was retracted: `data-beside="retracted"`. */
export const retracted = sign('retracted');

// Not shown to readers.
const about = ['type', 'kind', 'language', 'id'];
const blocks = new Set('blockquote caption dd dl dt h2 h3 h4 h5 h6 hr li ol p table tbody td tfoot th thead tr ul br'.split(' '));

class Uncheckable extends Error {}

/**
 * What a page has to show of an approved text. Teaser, credit and licence of pictures, grades and addresses of sources may be left out; everything else may not. The picture that stands for the text may stand before its title or behind
 * title, subtitle or teaser. `site`: where the text and its pictures are from. Null: the text has something that a page may show anywhere in its own way, such as fields that
 * the site has added, so that no page can be compared with it.
 */
export function piecesOf(content: ApprovedText, site: string = location.origin): Piece[] | null {
  try {
    return piecesIn(content as Members, site);
  } catch (fault) {
    if (fault instanceof Uncheckable) {
      return null;
    }

    throw fault;
  }
}

type Members = Record<string, unknown>;

function piecesIn(content: Members, site: string): Piece[] {
  const pieces: Piece[] = [];
  const add = (words: string[], more: Partial<Piece> = {}) => void (words.length > 0 && pieces.push({ words, optional: false, ...more }));
  const text = (value: unknown, more?: Partial<Piece>) => add(wordsOf(plain(textOf(value))), more);
  const html = (value: unknown) => add(wordsOf(textIn(new DOMParser().parseFromString(textOf(value), 'text/html').body, site)));
  known(content, 'title', 'subtitle', 'excerpt', 'description', 'picture', 'html', 'body', 'references', 'disclaimer');
  const [leading, ...more] = pictureIn(content.picture);
  const picture = () => leading && pieces.push({ words: leading, others: more, optional: true, once: leading[0]! });
  picture();
  text(content.title);
  picture();
  text(content.subtitle);
  picture();
  text(content.excerpt, { optional: true });
  picture();
  html(content.description);
  html(content.html);
  for (const block of listOf(content.body)) {
    const questions = block.entries !== undefined && block.entries !== null;
    const [shown, ...others] = pictureIn(block.picture);
    known(block, 'heading', questions ? 'entries' : shown ? 'picture' : 'html');
    text(block.heading);
    if (shown) {
      add(shown, { others });
    }

    for (const entry of questions ? listOf(block.entries) : []) {
      known(entry, 'question', 'answerHtml');
      text(entry.question);
      html(entry.answerHtml);
    }

    html(questions || shown ? undefined : block.html);
  }

  for (const source of listOf(content.references)) {
    known(source, 'citation', 'doi', 'pmid', 'url', 'grade', 'retracted');
    const link = typeof source.url === 'string' ? { url: source.url } : membersOf(source.url);
    known(link, 'url', 'text');
    text(source.citation, { source: true });
    [source.doi, source.pmid, link.text ?? link.url, source.grade].forEach(value => text(value, { source: true, optional: true }));
    if (source.retracted !== undefined && source.retracted !== null && source.retracted !== false) {
      add(wordsOf(retracted), { source: true });
    }
  }

  const disclaimer = membersOf(content.disclaimer);
  known(disclaimer, 'html');
  html(disclaimer.html);
  return pieces;
}

// The ways in which a picture may be shown, with what stands below it; none: there is no picture.
function pictureIn(value: unknown): string[][] {
  const picture = membersOf(value);
  known(picture, 'path', 'alt', 'caption', 'credit', 'license');
  const hash = /^([0-9a-f]{64})\/original\.\w+$/.exec(textOf(picture.path))?.[1];
  if (hash === undefined) {
    return holdsText(picture) ? fail() : [];
  }

  const [credit, license] = [picture.credit, picture.license].map(said => wordsOf(plain(textOf(said))));
  const whole = [pictured(hash), plain(textOf(picture.alt)), plain(textOf(picture.caption))].flatMap(wordsOf);
  return [whole, [...whole, ...credit!], [...whole, ...license!], [...whole, ...credit!, ...license!]];
}

function fail(): never {
  throw new Uncheckable();
}

// Another member that holds a text is nothing that can be compared.
function known(members: Members, ...names: string[]): void {
  if (Object.entries(members).some(([name, value]) => !names.includes(name) && !(about.includes(name) && typeof value === 'string') && !(name === 'fields' && isPicks(value)) && holdsText(value))) {
    throw new Uncheckable();
  }
}

// What pickers lead to are ids: no words, and what a page shows of them is not of the text.
const isPicks = (fields: unknown): boolean =>
  typeof fields === 'object' && fields !== null && Object.values(fields).every(picked => Array.isArray(picked)
    && picked.every(item => typeof item === 'object' && item !== null && Object.keys(item).every(name => name === 'id') && typeof item.id === 'string'));

const holdsText = (value: unknown): boolean =>
  typeof value === 'string' ? value.trim() !== '' : typeof value === 'number' || (typeof value === 'object' && value !== null && Object.values(value).some(holdsText));

function textOf(value: unknown): string {
  if (value !== undefined && value !== null && typeof value !== 'string') {
    throw new Uncheckable();
  }

  return value ?? '';
}

function membersOf(value: unknown): Members {
  if (value !== undefined && value !== null && (typeof value !== 'object' || Array.isArray(value))) {
    throw new Uncheckable();
  }

  return (value ?? {}) as Members;
}

function listOf(value: unknown): Members[] {
  if (value !== undefined && value !== null && !Array.isArray(value)) {
    throw new Uncheckable();
  }

  return ((value ?? []) as unknown[]).map(membersOf);
}

function textIn(node: Node, site: string): string {
  if (node.nodeType !== Node.ELEMENT_NODE) {
    return node.nodeType === Node.TEXT_NODE ? plain(node.nodeValue) : '';
  }

  const element = node as Element;
  const name = nameOf(element);
  const inner = [...node.childNodes].map(child => textIn(child, site)).join('');
  const said = meant(element, name === 'a' ? linked(inner, leadsTo(element.getAttribute('href'), site, site)) : inner, name === 's' || name === 'del' ? 'struck' : '', name === 'li' ? numberingOf(element) : '');
  return blocks.has(name) ? `\n${said}\n` : said;
}
