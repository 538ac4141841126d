// What every rule of a paste uses.

/** Puts what is in an element in its place. */
export const unwrap = element => element.replaceWith(...element.childNodes);

/** The same element under another name. */
export const rename = (element, name) => {
  const other = element.ownerDocument.createElement(name);
  for (const { name: key, value } of element.attributes) {
    other.setAttribute(key, value);
  }

  other.append(...element.childNodes);
  element.replaceWith(other);
  return other;
};

export const wrap = (nodes, name) => {
  const other = nodes[0].ownerDocument.createElement(name);
  nodes[0].before(other);
  other.append(...nodes);
  return other;
};

export const each = (root, selector, act) => root.querySelectorAll(selector).forEach(element => root.contains(element) && act(element));

export const textOf = element => element.textContent.replace(/[\s\u00a0]+/g, ' ').trim();

const isWord = character => character !== undefined && /[\p{L}\p{N}]/u.test(character);

/** Puts a text in the place of an element; the words on both sides stand apart from it and from each other. */
export const replaceByText = (element, text) => {
  const before = element.previousSibling?.textContent.at(-1);
  const after = element.nextSibling?.textContent[0];
  const said = text === ''
    ? isWord(before) && isWord(after) ? ' ' : ''
    : (isWord(before) && isWord(text[0]) ? ' ' : '') + text + (isWord(text.at(-1)) && isWord(after) ? ' ' : '');
  element.replaceWith(said);
};

/** What was left out of a paste: kinds in the order in which they were met, with what they said. */
export class LeftOut {
  #kinds = new Map();

  add(kind, text = '') {
    this.#kinds.set(kind, [...this.#kinds.get(kind) ?? [], text.replace(/[\s\u00a0]+/g, ' ').trim()]);
  }

  /** Takes an element out and remembers it. */
  take(element, kind, text = textOf(element)) {
    this.add(kind, text);
    replaceByText(element, '');
  }

  get list() {
    return [...this.#kinds].map(([kind, texts]) => ({ kind, texts }));
  }
}
