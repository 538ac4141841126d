// What each program writes in a way of its own. A rule for each; several may hold for one paste.
import { declarations } from './quiet.js';
import { each, textOf, unwrap, wrap } from './tools.js';
import { isWord, word } from './word.js';

// Google Docs: all of it stands in an element b that is not bold; links lead round by way of Google; comments are notes with letters.
const docs = (body, leftOut) => {
  each(body, 'b[id^=docs-internal-guid]', unwrap);
  each(body, 'a[href^="https://www.google.com/url?"]', link => {
    link.setAttribute('href', new URL(link.getAttribute('href')).searchParams.get('q') ?? link.getAttribute('href'));
  });
  each(body, 'a[id^=cmnt]:not([id^=cmnt_ref])', anchor => leftOut.take(anchor.closest('div, p'), 'comment', textOf(anchor.closest('div, p')).replace(/^\[\w+\]\s*/, '')));
  each(body, 'a[id^=cmnt_ref]', anchor => (anchor.closest('sup') ?? anchor).remove());
};

// Word, OneNote and Outlook on the web: each item is a list of its own and says its level; each paragraph ends in a mark.
const officeWeb = (body, leftOut) => {
  each(body, '.EOP', mark => mark.remove());
  each(body, '[class*=TrackChangeDelete], [class*=TrackedChangeDelete], [class*=trackchange][class*=delete]', change => leftOut.take(change, 'deleted'));
  const stack = [];
  each(body, 'li[data-aria-level], li[aria-level]', item => {
    const level = Number(item.dataset.ariaLevel ?? item.getAttribute('aria-level'));
    const holder = item.parentElement.closest('.ListContainerWrapper') ?? item.parentElement;
    if (item.parentElement.children.length > 1 || !holder.matches('.ListContainerWrapper, [class*=ListStyle]')) {
      return;
    }

    while (stack.length > 0 && (stack.at(-1).level > level || (stack.at(-1).level === level && stack.at(-1).list.localName !== item.parentElement.localName))) {
      stack.pop();
    }

    if (stack.length > 0 && stack[0].holder.nextElementSibling !== holder) {
      stack.length = 0;
    }

    const top = stack.at(-1);
    if (top?.level === level) {
      top.list.append(item);
      holder.remove();
    } else if (top) {
      top.list.lastElementChild.append(item.parentElement);
      stack.push({ level, list: item.parentElement, holder: stack[0].holder });
      holder.isConnected && holder !== item.parentElement && holder.remove();
    } else {
      stack.push({ level, list: item.parentElement, holder });
    }
  });
};

// LibreOffice: comments are paragraphs of a class; notes have classes of their own.
const libre = (body, leftOut) => {
  each(body, '.comment, .annotation', comment => leftOut.take(comment, 'comment'));
  each(body, 'a.sdfootnotesym, a.sdendnotesym', mark => {
    if (!/^\s/.test(mark.nextSibling?.textContent ?? ' ')) {
      mark.after(' ');
    }
  });
};

// Pages, Notes, Mail: spaces that stood beside each other are written as no-break spaces.
const apple = body => {
  each(body, '.Apple-converted-space', space => space.replaceWith(' '));
  each(body, '.Apple-tab-span', space => space.replaceWith(' '));
  each(body, 'br.Apple-interchange-newline', line => line.remove());
};

// Mail programs put addresses of a checker in the place of links.
const mail = body => each(body, 'a[href*=".safelinks.protection.outlook.com/"]', link => {
  const to = new URL(link.getAttribute('href')).searchParams.get('url');
  if (to) {
    link.setAttribute('href', to);
  }
});

// Spreadsheets: a table of cells, and numbers that are written as they are shown.
const sheets = body => each(body, 'google-sheets-html-origin', unwrap);

// Wikis and the like: numbers of notes and links for editing are furniture of the page.
const web = (body, leftOut) => {
  // A formula that a page shows in two ways, one for eyes and one for readers of the screen.
  each(body, 'math', math => math.closest('.katex, .mwe-math-element, mjx-container')?.replaceWith(math));
  each(body, '.mw-editsection, .visually-hidden:empty, [aria-hidden=true]:empty', part => part.remove());
  each(body, 'ruby rt', reading => {
    const isSet = reading.previousElementSibling?.localName === 'rp';
    reading.replaceWith(isSet ? reading.textContent : ` (${reading.textContent})`);
  });
  each(body, 'details > summary', summary => wrap([...summary.childNodes], 'strong'));
  each(body, '[data-style*="display:none" i], [data-style*="display: none" i], [hidden]', part => {
    const isHidden = part.hidden || declarations(part.dataset.style).display === 'none';
    if (isHidden) {
      textOf(part) === '' ? part.remove() : leftOut.take(part, 'hidden');
    }
  });
};

export const programs = [
  { name: 'word', is: isWord, apply: word },
  { name: 'docs', is: body => body.querySelector('[id^=docs-internal-guid], a[id^=cmnt], a[href^="https://www.google.com/url?"]') !== null, apply: docs },
  { name: 'office-web', is: body => body.querySelector('.OutlineElement, .TextRun, .EOP, .ListContainerWrapper, li[data-aria-level]') !== null, apply: officeWeb },
  { name: 'libre-office', is: body => /Office/.test(body.ownerDocument.querySelector('meta[name=generator i]')?.content ?? '') || body.querySelector('[class^=sdfootnote], [class^=sdendnote]') !== null, apply: libre },
  { name: 'apple', is: body => body.querySelector('[class^=Apple-]') !== null, apply: apple },
  { name: 'mail', is: body => body.querySelector('a[href*=".safelinks."]') !== null, apply: mail },
  { name: 'sheets', is: body => body.querySelector('google-sheets-html-origin') !== null, apply: sheets },
  { name: 'pdf', is: body => body.querySelector('span[role=presentation]') !== null, apply: () => {} },
  { name: 'web', is: () => true, apply: web },
];
