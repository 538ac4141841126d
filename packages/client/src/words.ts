/**
 * Words that have to stand at this place; `optional`: that may; `source`: of the list of sources, which a page may number and link by itself; `others`: words that may stand in their place; `once`: a word that stands once among all
 * the pieces that have it, at the place of one of them.
 */
export interface Piece {
  words: string[];
  optional: boolean;
  source?: boolean;
  others?: string[][];
  once?: string;
}

// Around what carries a meaning beside its letters. No text has it: `plain` takes it out.
const mark = '\0';
const formulas = 'http://www.w3.org/1998/Math/MathML';
const namesIn = (names: string) => new Set(names.split(' '));

const carrying = namesIn('sup sub ins bdo ol li tr td th');
const spaced = namesIn('ol li tr td th');
const attributes: Record<string, string[]> = {
  abbr: ['title'],
  li: ['value'],
  ol: ['start', 'type', 'reversed'],
  td: ['colspan', 'rowspan'],
  th: ['colspan', 'rowspan'],
};
const ofFormulas = (
  'dir mathvariant display displaystyle form fence separator stretchy symmetric largeop movablelimits accent accentunder linethickness lspace rspace width height depth columnspan rowspan'
).split(' ');
const numbering: Record<string, string> = { a: 'lower-alpha', A: 'upper-alpha', i: 'lower-roman', I: 'upper-roman' };

/** Name of an element, whatever kind of document it stands in. */
export const nameOf = (element: Element): string => element.localName.toLowerCase();

export const isFormula = (element: Element): boolean => element.namespaceURI === formulas;

/** Characters as they are read, without the one that marks. */
export const plain = (text: string | null): string => (text ?? '').replaceAll(mark, '\ufffd');

/** Words are what stands between white space. */
export const wordsOf = (text: string): string[] => text.split(/\s+/).filter(word => word !== '');

/** A word that no text has, for what a page shows without words. */
export const sign = (said: string): string => ` ${mark}${said}${mark} `;

/** How the author of an ordered list wants it numbered. */
export const numberingOf = (item: Element): string => {
  const list = item.parentElement;
  return list && nameOf(list) === 'ol' ? numbering[list.getAttribute('type') ?? ''] ?? 'decimal' : '';
};

/**
 * What is read of an element, with the signs of what its name and its attributes mean: raised, lowered, struck, the parts of a formula, numbers of lists, cells of tables. `more`: what else it means, for example by its style.
 */
export function meant(element: Element, inner: string, ...more: string[]): string {
  const name = nameOf(element);
  const formula = isFormula(element);
  const said = (formula ? ofFormulas : [...attributes[name] ?? [], 'dir']).flatMap(attribute => {
    const value = element.getAttribute(attribute);
    return value === null ? [] : [`${attribute}=${plain(value)}`];
  });
  const all = [...(formula || carrying.has(name) ? [name] : []), ...said, ...more.filter(word => word !== '')];
  if (all.length === 0) {
    return inner;
  }

  const gap = !formula && spaced.has(name) ? ' ' : '';
  return `${gap}${mark}${all.join(' ').replace(/\s/g, '_')}${mark}${gap}${inner}${gap}${mark}/${formula || carrying.has(name) ? name : ''}${mark}${gap}`;
}

/**
 * What a link leads to; empty: a place on the same page, or nothing. Within the site and the page's own origin, whose addresses a front end makes itself, the last part of the path tells what.
 */
export function leadsTo(href: string | null, base: string, site: string): string {
  const address = (href ?? '').trim();
  if (address === '' || address.startsWith('#')) {
    return '';
  }

  try {
    const url = new URL(address, base);
    const last = url.pathname.split('/').filter(part => part !== '').at(-1) ?? '';
    return [site, location.href].some(own => new URL(own, location.href).origin === url.origin) ? `…/${last}${url.search}${url.hash}` : url.href;
  } catch {
    return address.replace(/\s/g, '_');
  }
}

/** What is read of a link. */
export const linked = (inner: string, to: string): string => (to === '' ? inner : `${sign(`a=${plain(to)}`)}${inner}${sign('/a')}`);

/** The word for a picture of the library: its bytes are those that have this hash. */
export const pictured = (hash: string): string => sign(`picture=${hash}`);

const isLink = (word: string) => word === `${mark}/a${mark}` || (word.startsWith(`${mark}a=`) && word.endsWith(mark));

// A page may put what it shows into lists of its own: without numbers, and its sources also with plain ones.
const ofLists = new Set(['li', '/li'].map(name => mark + name + mark));
const ofSources = new Set([...ofLists, ...['ol', '/ol', 'li_decimal'].map(name => mark + name + mark)]);

/** Whether these words are the pieces, in their order, and nothing else. */
export function isWordForWord(shown: readonly string[], pieces: readonly Piece[]): boolean {
  const beyond = (places: Iterable<number>, ofSource: boolean) => {
    const reached = new Set(places);
    // What is added is visited as well.
    for (const place of reached) {
      if (place < shown.length && (ofSource ? ofSources.has(shown[place]!) || isLink(shown[place]!) : ofLists.has(shown[place]!))) {
        reached.add(place + 1);
      }
    }

    return reached;
  };

  let places = new Set([0]);
  let afterSource = false;
  for (const { words, others = [], optional, source = false } of pieces) {
    places = beyond(places, source || afterSource);
    const fitting = [words, ...others].flatMap(these => [...places].filter(at => these.every((word, index) => shown[at + index] === word)).map(at => at + these.length));
    places = new Set(optional ? [...places, ...fitting] : fitting);
    afterSource = source;
  }

  return beyond(places, afterSource).has(shown.length)
    && [...new Set(pieces.map(piece => piece.once))].every(once => once === undefined || count(shown, once) === count(pieces.filter(piece => !piece.once).map(piece => piece.words[0]!), once) + 1);
}

const count = (words: readonly string[], word: string) => words.filter(other => other === word).length;
