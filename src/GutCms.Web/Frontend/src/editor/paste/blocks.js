// Blocks as the profile has them: headings below that of the section, paragraphs in the place of boxes, tables with the fewest elements.
import { blocks, inline, isFormula } from '../profile.js';
import { each, rename, textOf, unwrap, wrap } from './tools.js';

const boxes = 'address, article, aside, center, details, dialog, div, fieldset, figcaption, figure, footer, form, header, hgroup, legend, main, nav, pre, search, section, summary, noscript, button, label, body';
const isPhrase = node => node.nodeType !== Node.ELEMENT_NODE || isFormula(node)
  || (inline.includes(node.localName) && [...node.querySelectorAll('*')].every(inner => inline.includes(inner.localName) || isFormula(inner)));
const hasText = node => node.textContent.trim() !== '' || node.localName === 'math' || node.querySelector?.('math');

// Lines of text beside blocks become paragraphs.
const lines = holder => {
  let line = [];
  const end = () => {
    if (line.some(hasText)) {
      wrap(line, 'p');
    } else {
      line.forEach(node => node.localName === 'br' && node.remove());
    }

    line = [];
  };
  for (const child of [...holder.childNodes]) {
    isPhrase(child) ? line.push(child) : end();
  }

  end();
};

const layoutTables = body => each(body, 'table', table => {
  const isLayout = /^(presentation|none)$/.test(table.getAttribute('role') ?? '') || table.querySelectorAll('td, th').length <= 1 || table.querySelector('table') !== null;
  if (isLayout) {
    table.querySelectorAll('td, th, caption').forEach(cell => cell.closest('table') === table && rename(cell, 'div'));
    table.querySelectorAll('tr, thead, tbody, tfoot, colgroup').forEach(part => part.closest('table') === table && (part.localName === 'colgroup' ? part.remove() : unwrap(part)));
    unwrap(table);
  }
});

const headings = body => {
  const all = [...body.querySelectorAll('h1, h2, h3, h4, h5, h6')];
  const shift = Math.max(0, 3 - Math.min(...all.map(heading => Number(heading.localName[1]))));
  for (const heading of all) {
    const level = Math.min(6, Number(heading.localName[1]) + shift);
    if (textOf(heading) === '') {
      heading.remove();
    } else if (heading.closest('li, td, th, dt, dd, blockquote, caption')) {
      rename(heading, 'p');
    } else {
      each(heading, '*', inner => blocks.includes(inner.localName) && unwrap(inner));
      rename(heading, `h${level}`);
    }
  }
};

const linesOfCode = body => each(body, 'pre', block => {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) {
    texts.push(walker.currentNode);
  }

  for (const text of texts) {
    const parts = text.data.replace(/\r?\n$/, '').split(/\r?\n/);
    text.replaceWith(...parts.flatMap((part, at) => at === 0 ? [part] : [block.ownerDocument.createElement('br'), part]));
  }
});

const renamed = { acronym: 'abbr', dir: 'ul', menu: 'ul', tt: 'code', kbd: 'code', samp: 'code', var: 'em', dfn: 'em' };

/** Names of the profile in the place of others; boxes become paragraphs or go; what is unknown goes, its words stay. */
export const shape = body => {
  each(body, Object.keys(renamed).join(), element => rename(element, renamed[element.localName]));
  layoutTables(body);
  linesOfCode(body);

  // From the inside out: a box in a box has become paragraphs when its own turn comes.
  for (const box of [...body.querySelectorAll(boxes)].reverse()) {
    if ([...box.childNodes].every(isPhrase)) {
      if (hasText(box) || box.id) {
        const paragraph = rename(box, 'p');
        const into = paragraph.parentElement.closest('p, h1, h2, h3, h4, h5, h6');
        if (into || !paragraph.parentElement) {
          unwrap(paragraph);
        }
      } else {
        box.querySelector('br') ? box.replaceWith(body.ownerDocument.createElement('br')) : box.remove();
      }
    } else {
      lines(box);
      if (box.id && !box.firstElementChild.id) {
        box.firstElementChild.id = box.id;
      }

      unwrap(box);
    }
  }

  each(body, '*', element => {
    if (!isFormula(element) && !inline.includes(element.localName) && !blocks.includes(element.localName) && element.localName !== 'h1') {
      unwrap(element);
    }
  });
  each(body, 'col, colgroup', column => column.remove());
  headings(body);

  // A block in emphasis or a link: the emphasis goes into it.
  each(body, inline.join(), element => {
    const inner = [...element.querySelectorAll(blocks.filter(name => name !== 'hr').join())];
    if (inner.length > 0) {
      for (const block of inner.filter(one => [...one.childNodes].every(isPhrase) && hasText(one))) {
        const copy = element.cloneNode(false);
        copy.removeAttribute('id');
        copy.append(...block.childNodes);
        block.append(copy);
      }

      unwrap(element);
    }
  });
  body.querySelectorAll('blockquote').forEach(quote => [...quote.childNodes].some(child => !isPhrase(child)) && lines(quote));
  [...body.childNodes].some(child => !isPhrase(child)) && lines(body);
};

/** Takes away what shows nothing: empty paragraphs, breaks at the end of a line, paragraphs that an item or a cell has alone. */
export const tidy = body => {
  // A break at the end of these would be taken for one that stands at the end of a block.
  for (const line of [...body.querySelectorAll('br')].reverse()) {
    while (!line.nextSibling && /^(small|bdi|bdo)$/.test(line.parentElement.localName)) {
      const holder = line.parentElement;
      holder.after(line);
      holder.childNodes.length === 0 && holder.remove();
    }
  }

  each(body, 'p br, li > br, td > br, th > br, h3 > br, h4 > br, h5 > br, h6 > br', line => {
    let next = line.nextSibling;
    while (next && next.nodeType === Node.TEXT_NODE && /^[ \t\r\n]*$/.test(next.data)) {
      next = next.nextSibling;
    }

    if (!next && line.parentElement.matches('p, li, td, th, h3, h4, h5, h6')) {
      line.remove();
    }
  });
  each(body, 'p, blockquote, dl', block => textOf(block) === '' && !block.querySelector('math, hr') && block.remove());
  each(body, 'li, td, th, dt, dd', holder => {
    const paragraphs = holder.querySelectorAll(':scope > p');
    const isAlone = paragraphs.length === 1 && [...holder.childNodes].every(child => child === paragraphs[0] || /^(ul|ol)$/.test(child.localName ?? '') || (child.nodeType === Node.TEXT_NODE && child.data.trim() === ''));
    if (isAlone) {
      const [paragraph] = paragraphs;
      for (const name of ['dir', 'lang', 'id']) {
        if (paragraph.hasAttribute(name) && !holder.hasAttribute(name)) {
          holder.setAttribute(name, paragraph.getAttribute(name));
        }
      }

      unwrap(paragraph);
    }
  });
  each(body, 'li, td, th, dt, dd', holder => holder.firstChild?.nodeType === Node.TEXT_NODE && holder.firstChild.data.trim() === '' && holder.firstChild.remove());
};
