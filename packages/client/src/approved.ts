import { meant, nameOf, numberingOf, plain, sign, wordsOf, type Piece } from './words.ts';

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
 * What a page has to show of an approved text. Teaser, grades and addresses of sources may be left out; everything else may not. Null: the text has something that a page may show anywhere in its own way, such as fields that
 * the site has added, so that no page can be compared with it.
 */
export function piecesOf(content: ApprovedText): Piece[] | null {
  try {
    return piecesIn(content as Members);
  } catch (fault) {
    if (fault instanceof Uncheckable) {
      return null;
    }

    throw fault;
  }
}

type Members = Record<string, unknown>;

function piecesIn(content: Members): Piece[] {
  const pieces: Piece[] = [];
  const add = (words: string[], more: Partial<Piece> = {}) => void (words.length > 0 && pieces.push({ words, optional: false, ...more }));
  const text = (value: unknown, more?: Partial<Piece>) => add(wordsOf(plain(textOf(value))), more);
  const html = (value: unknown) => add(wordsOf(textIn(new DOMParser().parseFromString(textOf(value), 'text/html').body)));
  known(content, 'title', 'subtitle', 'excerpt', 'description', 'html', 'body', 'references', 'disclaimer');
  text(content.title);
  text(content.subtitle);
  text(content.excerpt, { optional: true });
  html(content.description);
  html(content.html);
  for (const block of listOf(content.body)) {
    const questions = block.entries !== undefined && block.entries !== null;
    known(block, 'heading', questions ? 'entries' : 'html');
    text(block.heading);
    for (const entry of questions ? listOf(block.entries) : []) {
      known(entry, 'question', 'answerHtml');
      text(entry.question);
      html(entry.answerHtml);
    }

    html(questions ? undefined : block.html);
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

// Another member that holds a text is nothing that can be compared.
function known(members: Members, ...names: string[]): void {
  if (Object.entries(members).some(([name, value]) => !names.includes(name) && !(about.includes(name) && typeof value === 'string') && holdsText(value))) {
    throw new Uncheckable();
  }
}

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

function textIn(node: Node): string {
  if (node.nodeType !== Node.ELEMENT_NODE) {
    return node.nodeType === Node.TEXT_NODE ? plain(node.nodeValue) : '';
  }

  const element = node as Element;
  const name = nameOf(element);
  const said = meant(element, [...node.childNodes].map(textIn).join(''), name === 's' || name === 'del' ? 'struck' : '', name === 'li' ? numberingOf(element) : '');
  return blocks.has(name) ? `\n${said}\n` : said;
}
