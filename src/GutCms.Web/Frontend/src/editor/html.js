// From HTML to the editor and back. What nobody has touched is written as it was, to the byte.
import { DOMSerializer } from '@tiptap/pm/model';
import { parse, write } from './profile.js';

const sections = { head: 'thead', foot: 'tfoot' };

// In an item or a cell a paragraph that had no element needs none, unless another such one stands beside it.
const untag = body => {
  for (const paragraph of body.querySelectorAll(':is(li, td, th, dt, dd, blockquote) > p:not([data-tagged])')) {
    const isBeside = [paragraph.previousSibling, paragraph.nextSibling].some(other => other && (other.nodeType === Node.TEXT_NODE || other.matches('p:not([data-tagged])')));
    if (!isBeside && !['dir', 'lang', 'id'].some(name => paragraph.hasAttribute(name))) {
      paragraph.replaceWith(...paragraph.childNodes);
    }
  }
};

// Rows know whether they belong to head, body or foot.
const group = body => {
  for (const rows of body.querySelectorAll('tbody')) {
    let part = null;
    for (const row of [...rows.children]) {
      const name = sections[row.dataset.section] ?? 'tbody';
      if (part?.localName !== name) {
        part = document.createElement(name);
        rows.before(part);
      }

      part.append(row);
    }

    rows.remove();
  }
};

const isEmpty = node => node.type.name === 'paragraph' && node.content.size === 0;

/** The HTML of the editor's document. Empty paragraphs at the end are not part of it. */
export const toHtml = (document_, untouched) => {
  const serializer = DOMSerializer.fromSchema(document_.type.schema);
  let last = document_.childCount;
  while (last > 0 && isEmpty(document_.child(last - 1))) {
    last--;
  }

  const html = [];
  for (let at = 0; at < last; at++) {
    const node = document_.child(at);
    if (untouched?.has(node)) {
      html.push(untouched.get(node));
      continue;
    }

    const body = document.implementation.createHTMLDocument('').body;
    body.append(serializer.serializeNode(node, { document: body.ownerDocument }));
    untag(body);
    group(body);
    html.push(write(body.childNodes));
  }

  return html.join('');
};

/** The HTML of each block of a fresh document, where block and HTML can be told to belong together. */
export const remember = (document_, html) => {
  const body = parse(html);
  const parts = [...body.childNodes].filter(node => node.nodeType === Node.ELEMENT_NODE || node.textContent.trim() !== '');
  const untouched = new WeakMap();
  if (parts.length === document_.childCount && parts.every(part => part.nodeType === Node.ELEMENT_NODE)) {
    parts.forEach((part, at) => {
      if (part.textContent.replace(/\s+/g, '') === document_.child(at).textContent.replace(/\s+/g, '') || part.querySelector('math')) {
        untouched.set(document_.child(at), part.outerHTML);
      }
    });
  }

  return untouched;
};

const inventory = html => {
  const body = parse(html);
  const tags = new Set([...body.querySelectorAll('*')].map(element => write([element.cloneNode(false)]).replace(/ (?:start|colspan|rowspan)="1"/g, '')));
  return { text: body.textContent.replace(/\s+/g, ''), tags };
};

/** Whether the editor's HTML says all that the given one says: the same characters, every element with its attributes. */
export const saysAll = (given, written) => {
  const [from, to] = [inventory(given), inventory(written)];
  return from.text === to.text && [...from.tags].every(tag => to.tags.has(tag));
};
