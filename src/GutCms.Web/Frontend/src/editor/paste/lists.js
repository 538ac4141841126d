// Builds lists of paragraphs that only say their level and marker, and mends lists that stand in each other wrongly.
import { each, rename, textOf, wrap } from './tools.js';

const values = { i: 1, v: 5, x: 10, l: 50, c: 100, d: 500, m: 1000 };
const roman = text => {
  const digits = [...text.toLowerCase()].map(letter => values[letter]);
  return digits.some(digit => !digit) ? null : digits.reduce((sum, digit, at) => sum + (digit < (digits[at + 1] ?? 0) ? -digit : digit), 0);
};

/** What the marker of an item says: bullets or numbers, of which type, and which number. Null: it is no marker. */
export const readMarker = text => {
  const bare = text.replace(/[\s\u00a0]+/g, '');
  const number = /^\(?(?:\d+[.)])*(\d+|[a-z]{1,6})[.):]?$/i.exec(bare)?.[1];
  if (number && /\d/.test(number)) {
    return { kind: 'ol', type: null, number: Number(number) };
  }

  if (number && number !== 'o' && bare.length > number.length) {
    const isUpper = number === number.toUpperCase();
    return {
      kind: 'ol', letter: number.length === 1 ? number.toLowerCase().charCodeAt(0) - 96 : null, roman: roman(number), isUpper,
      number: number.length === 1 ? number.toLowerCase().charCodeAt(0) - 96 : roman(number),
    };
  }

  return /^(?:[^\p{L}\p{N}]|o|§)$/u.test(bare) || /^[\uf000-\uf0ff]$/.test(bare) || bare === '' ? { kind: 'ul' } : null;
};

// Letter or roman number: i. is roman where a list begins, or where the last number was the one before.
const typed = (marker, last) => {
  if (marker.kind === 'ul' || marker.type !== undefined) {
    return marker;
  }

  const asLetter = marker.letter !== null && (last ? !last.isRoman : marker.letter !== 9);
  const isRoman = !asLetter && marker.roman !== null;
  return { ...marker, type: isRoman ? marker.isUpper ? 'I' : 'i' : marker.isUpper ? 'A' : 'a', number: isRoman ? marker.roman : marker.letter, isRoman };
};

const open = (paragraph, marker) => {
  const list = paragraph.ownerDocument.createElement(marker.kind);
  if (marker.kind === 'ol') {
    if (marker.type) {
      list.setAttribute('type', marker.type);
    }

    if (marker.number > 1) {
      list.setAttribute('start', marker.number);
    }
  }

  return list;
};

/**
 * Makes lists of the paragraphs that follow each other.
 * @param itemOf Says of a paragraph what item it is: `{ level, list, marker }`; `{ continues: true }`: of the item before it; null: none.
 */
export const buildLists = (body, selector, itemOf) => {
  const stack = [];
  let last = null;
  for (const paragraph of body.querySelectorAll(selector)) {
    const item = paragraph.closest('li') ? null : itemOf(paragraph);
    const root = stack[0]?.list;
    const isBehind = root && (paragraph.previousElementSibling === root);
    if (!item || (item.continues && !isBehind)) {
      last = null;
      continue;
    }

    if (item.continues) {
      stack.at(-1).item.append(rename(paragraph, 'p'));
      continue;
    }

    if (!isBehind || !last) {
      stack.length = 0;
    }

    last = item;
    while (stack.length > 0 && stack.at(-1).level > item.level) {
      stack.pop();
    }

    let top = stack.at(-1)?.level === item.level ? stack.at(-1) : null;
    const marker = typed(item.marker, top?.marker ?? null);
    const isOther = top && (top.marker.kind !== marker.kind || (marker.kind === 'ol' && (top.marker.type !== marker.type || (marker.number && top.marker.number + 1 !== marker.number))));
    if (isOther) {
      stack.pop();
      top = null;
    }

    if (!top) {
      const list = open(paragraph, marker);
      const parent = stack.at(-1);
      parent ? parent.item.append(list) : paragraph.before(list);
      top = { level: item.level, list };
      stack.push(top);
    }

    top.marker = marker;
    top.item = paragraph.ownerDocument.createElement('li');
    top.list.append(top.item);
    top.item.append(...paragraph.childNodes);
    paragraph.remove();
  }

  // What continues an item makes a paragraph of its beginning, too.
  each(body, 'li', item => {
    if (item.querySelector(':scope > p')) {
      const line = [];
      for (const child of [...item.childNodes]) {
        if (/^(p|ul|ol)$/.test(child.localName ?? '')) {
          break;
        }

        line.push(child);
      }

      if (line.some(node => node.textContent.trim() !== '')) {
        wrap(line, 'p');
      }
    }
  });
};

const types = { 'lower-alpha': 'a', 'upper-alpha': 'A', 'lower-latin': 'a', 'upper-latin': 'A', 'lower-roman': 'i', 'upper-roman': 'I' };

/** Lists as the standard has them: a list stands in an item, an item in a list; the type is an attribute. */
export const mendLists = (body, styleOf) => {
  each(body, 'ul, ol', list => {
    const style = styleOf(list)['list-style-type'] ?? styleOf(list)['list-style'] ?? (list.querySelector(':scope > li') && styleOf(list.querySelector(':scope > li'))['list-style-type']);
    if (list.localName === 'ol' && types[style]) {
      list.setAttribute('type', types[style]);
    }

    const parent = list.parentElement;
    if (/^(ul|ol)$/.test(parent.localName)) {
      const before = list.previousElementSibling;
      before?.localName === 'li' ? before.append(list) : wrap([list], 'li');
    }
  });
  each(body, 'li', item => {
    if (!/^(ul|ol)$/.test(item.parentElement.localName)) {
      const items = [item];
      while (items.at(-1).nextElementSibling?.localName === 'li' && items.at(-1).nextSibling === items.at(-1).nextElementSibling) {
        items.push(items.at(-1).nextElementSibling);
      }

      wrap(items, 'ul');
    }
  });
  each(body, 'ul, ol', list => {
    for (const child of [...list.childNodes]) {
      if (child.nodeType === Node.ELEMENT_NODE ? child.localName !== 'li' : child.textContent.trim() !== '') {
        wrap([child], 'li');
      }
    }

    if (list.children.length === 0 || textOf(list) === '' && !list.querySelector('math')) {
      list.remove();
    }
  });
};
