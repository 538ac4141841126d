/** Words that have to stand at this place; `optional`: that may; `source`: of the list of sources, which a page may number by itself. */
export interface Piece {
  words: string[];
  optional: boolean;
  source?: boolean;
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

// A page may put what it shows into lists of its own: without numbers, and its sources also with plain ones.
const ofLists = new Set(['li', '/li'].map(name => mark + name + mark));
const ofSources = new Set([...ofLists, ...['ol', '/ol', 'li_decimal'].map(name => mark + name + mark)]);

/** Whether these words are the pieces, in their order, and nothing else. */
export function isWordForWord(shown: readonly string[], pieces: readonly Piece[]): boolean {
  const beyond = (places: Iterable<number>, skipped: ReadonlySet<string>) => {
    const reached = new Set(places);
    // What is added is visited as well.
    for (const place of reached) {
      if (place < shown.length && skipped.has(shown[place]!)) {
        reached.add(place + 1);
      }
    }

    return reached;
  };

  let places = new Set([0]);
  let afterSource = false;
  for (const { words, optional, source = false } of pieces) {
    places = beyond(places, source || afterSource ? ofSources : ofLists);
    const fitting = [...places].filter(at => words.every((word, index) => shown[at + index] === word)).map(at => at + words.length);
    places = new Set(optional ? [...places, ...fitting] : fitting);
    afterSource = source;
  }

  return beyond(places, afterSource ? ofSources : ofLists).has(shown.length);
}
