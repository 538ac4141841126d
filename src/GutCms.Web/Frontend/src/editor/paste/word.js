// Word and Outlook on the desktop: lists are paragraphs with a marker, notes and comments stand at the end, tracked changes are elements.
import { declarations } from './quiet.js';
import { each, rename, textOf, unwrap, wrap } from './tools.js';
import { buildLists, readMarker } from './lists.js';

export const isWord = body => body.querySelector('[class*=Mso], [class*=mso], [data-style*=mso-]') !== null;

const styleOf = element => declarations(element.dataset.style);

// Comments: the mark in the text, and the list behind it.
const takeComments = (body, leftOut) => {
  each(body, '.msocomtxt', comment => {
    each(comment, '.msocomoff, .MsoCommentReference', mark => mark.remove());
    leftOut.take(comment, 'comment');
  });
  each(body, '[data-style*="mso-element:comment-list"]', list => list.remove());
  each(body, 'a.msocomanchor, .MsoCommentReference', mark => mark.remove());
  each(body, 'hr.msocomoff', line => line.remove());
};

const takeChanges = (body, leftOut) => {
  each(body, '.msoDel', change => leftOut.take(change, 'deleted'));
  each(body, '[data-style*="mso-hide:all"]', hidden => textOf(hidden) === '' ? hidden.remove() : leftOut.take(hidden, 'hidden'));
};

// A tab and a run of spaces are written as no-break spaces; they were spaces.
const spaces = body => each(body, '[data-style*=mso-tab-count], [data-style*=mso-spacerun]', run => {
  run.replaceWith(' ');
});

const notes = body => {
  each(body, '[data-style*="mso-element:footnote-list"], [data-style*="mso-element:endnote-list"]', list => {
    list.querySelectorAll(':scope > hr, :scope > br').forEach(line => line.remove());
    unwrap(list);
  });
  each(body, '.MsoFootnoteReference, .MsoEndnoteReference', mark => {
    if (!mark.closest('.MsoFootnoteText, .MsoEndnoteText') && !mark.closest('sup')) {
      wrap([...mark.childNodes], 'sup');
    }
  });
};

const names = { MsoTitle: 'h1', MsoSubtitle: 'h2', MsoQuote: 'blockquote', MsoIntenseQuote: 'blockquote' };
const headings = body => {
  for (const [name, tag] of Object.entries(names)) {
    each(body, `p.${name}`, paragraph => rename(paragraph, tag));
  }

  each(body, 'p[data-style*=mso-outline-level]', paragraph => {
    const level = Number(styleOf(paragraph)['mso-outline-level']);
    if (level >= 1 && level <= 6 && !paragraph.closest('li, td, th')) {
      rename(paragraph, `h${level}`);
    }
  });
};

// The caption of a table stands before or behind it.
const captions = body => each(body, 'p.MsoCaption', paragraph => {
  const table = [paragraph.nextElementSibling, paragraph.previousElementSibling].map(next => next?.localName === 'table' ? next : next?.querySelector(':scope > table:only-child')).find(Boolean);
  if (table && !table.caption) {
    table.prepend(rename(paragraph, 'caption'));
  }
});

const inches = { in: 1, pt: 1 / 72, cm: 1 / 2.54, mm: 1 / 25.4, px: 1 / 96 };
const indent = style => {
  const match = /^(?:\S+ \S+ \S+ )?([\d.]+)(in|pt|cm|mm|px)$/.exec(style['margin-left'] ?? style.margin ?? '');
  return match ? Math.max(1, Math.round(Number(match[1]) * inches[match[2]] / 0.5)) : 1;
};

// Word says which list and level a paragraph is of; a saved page only has the marker, in a font of its own.
const itemOf = paragraph => {
  const style = styleOf(paragraph);
  const said = /\b(l\d+)\s+level(\d+)(?:\s+(lfo\d+))?/.exec(style['mso-list'] ?? '');
  const ignored = paragraph.querySelector('[data-style*="mso-list:Ignore" i], [data-style*="mso-list: Ignore" i]');
  if (ignored) {
    const marker = readMarker(textOf(ignored));
    ignored.remove();
    return { level: Number(said?.[2] ?? indent(style)), list: said ? said[1] + (said[3] ?? '') : '', marker };
  }

  const isListed = /MsoList/.test(paragraph.className);
  const first = isListed && /^[\s\u00a0]*(\S{1,6})[ \u00a0]{2,}/.exec(paragraph.textContent.replace(/[\t\r\n]+/g, ' '));
  const marker = first && readMarker(first[1]);
  if (marker) {
    dropStart(paragraph, first[0].length);
    return { level: said ? Number(said[2]) : indent(style), list: '', marker };
  }

  return said && !/^none/.test(style['mso-list']) ? { level: Number(said[2]), list: said[1], marker: { kind: 'ul' } } : isListed ? { continues: true } : null;
};

const dropStart = (paragraph, length) => {
  const texts = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  for (let rest = length; rest > 0 && texts.nextNode();) {
    const cut = Math.min(rest, texts.currentNode.data.length);
    texts.currentNode.data = texts.currentNode.data.slice(cut);
    rest -= cut;
  }
};

export const word = (body, leftOut) => {
  takeComments(body, leftOut);
  takeChanges(body, leftOut);
  each(body, '*', element => {
    if (element.localName.includes(':') && !/^(v|w|o|m|st1):/.test(element.localName)) {
      unwrap(element);
    }
  });
  each(body, ':is(h1, h2, h3, h4, h5, h6) [data-style*="mso-list:Ignore" i]', marker => marker.replaceWith(`${textOf(marker)} `));
  buildLists(body, 'p', itemOf);
  spaces(body);
  notes(body);
  headings(body);
  captions(body);
};
