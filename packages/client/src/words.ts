/** Texts of an article, or of anything delivered with `content`, in the order in which a page shows them. */
export interface ApprovedText {
  title?: string;
  subtitle?: string;
  excerpt?: string;
  html?: string;
  body?: ({ heading?: string } & ({ html?: string } | { entries?: { question: string; answerHtml: string }[] }))[];
  references?: { citation: string; doi?: string; pmid?: string; url?: unknown }[];
  disclaimer?: { html: string } | null;
  description?: string;
}

/** Words that have to stand at this place; `optional`: that may. */
export interface Piece {
  words: string[];
  optional: boolean;
}

const blocks = new Set((
  'ADDRESS ARTICLE ASIDE BLOCKQUOTE BR BUTTON CAPTION DD DETAILS DIV DL DT FIGCAPTION FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN NAV OL P PRE SECTION SUMMARY TABLE TBODY TD TFOOT TH THEAD TR UL'
).split(' '));
const silent = new Set(['SCRIPT', 'STYLE', 'TEMPLATE', 'NOSCRIPT']);

/** Words are what stands between white space. */
export const wordsOf = (text: string): string[] => text.split(/\s+/).filter(word => word !== '');

/** The words of an element: as they are read, blocks apart. */
export const wordsIn = (node: Node, passes: (element: Element) => boolean = () => true): string[] => wordsOf(textIn(node, passes));

function textIn(node: Node, passes: (element: Element) => boolean): string {
  if (node.nodeType === Node.TEXT_NODE) {
    return node.nodeValue ?? '';
  }

  const element = node as Element;
  if (node.nodeType === Node.ELEMENT_NODE && (silent.has(element.tagName) || !passes(element))) {
    return '';
  }

  const inner = [...node.childNodes].map(child => textIn(child, passes)).join('');
  return blocks.has(element.tagName) ? `\n${inner}\n` : inner;
}

/**
 * What a page shows of an element, as its reader sees it: without what is not displayed, with what style sheets put before and after, and without what stands beside the approved text (`data-beside`).
 */
export const wordsShown = (element: Element): string[] => wordsOf(textShown(element));

function textShown(node: Node): string {
  if (node.nodeType !== Node.ELEMENT_NODE) {
    return node.nodeType === Node.TEXT_NODE ? node.nodeValue ?? '' : '';
  }

  const element = node as Element;
  const style = getComputedStyle(element);
  if (silent.has(element.tagName) || element.hasAttribute('data-beside') || style.display === 'none' || style.opacity === '0') {
    return '';
  }

  const shows = style.visibility === 'visible' && Number.parseFloat(style.fontSize) > 0;
  const inner = [...element.childNodes].map(child => (child.nodeType === Node.TEXT_NODE && !shows ? '' : textShown(child))).join('');
  const text = generated(element, '::before') + inner + generated(element, '::after');
  return blocks.has(element.tagName) ? `\n${text}\n` : text;
}

// Counters, marks and quotation marks are no words; letters and digits are.
function generated(element: Element, pseudo: string): string {
  const { content, display } = getComputedStyle(element, pseudo);
  const text = display === 'none' ? '' : [...content.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(match => match[1]).join('');
  return /[\p{L}\p{N}]/u.test(text) ? text : '';
}

/** What a page has to show of an approved text. Teaser and addresses of sources may be left out; everything else may not. */
export function piecesOf(content: ApprovedText): Piece[] {
  const pieces: Piece[] = [];
  const add = (words: string[], optional = false) => words.length > 0 && pieces.push({ words, optional });
  const text = (value: unknown, optional = false) => typeof value === 'string' && add(wordsOf(value), optional);
  const html = (value: string | undefined) => value !== undefined && add(wordsIn(new DOMParser().parseFromString(value, 'text/html').body));
  text(content.title);
  text(content.subtitle);
  text(content.excerpt, true);
  text(content.description);
  html(content.html);
  for (const block of content.body ?? []) {
    text(block.heading);
    if ('entries' in block) {
      block.entries?.forEach(({ question, answerHtml }) => (text(question), html(answerHtml)));
    } else if ('html' in block) {
      html(block.html);
    }
  }

  for (const { citation, doi, pmid, url } of content.references ?? []) {
    const link = url as { url?: string; text?: string } | string | undefined;
    text(citation);
    [doi, pmid, typeof link === 'object' ? link.text ?? link.url : link].forEach(value => text(value, true));
  }

  html(content.disclaimer?.html);
  return pieces;
}

/** Whether these words are the pieces, in their order, and nothing else. */
export function isWordForWord(shown: readonly string[], pieces: readonly Piece[]): boolean {
  let places = new Set([0]);
  for (const { words, optional } of pieces) {
    const fitting = [...places].filter(at => words.every((word, index) => shown[at + index] === word)).map(at => at + words.length);
    places = new Set(optional ? [...places, ...fitting] : fitting);
  }

  return places.has(shown.length);
}
