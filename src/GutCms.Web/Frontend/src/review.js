// The review desk by keyboard and by selection. Without this file everything is there as lists, links and forms.
import { isTyping } from './shortcuts.js';

const unread = '.change-why, .visually-hidden, del, summary';

// The letters of a block as its plain text has them: without what was removed and without the words of the marks.
const lettersOf = block => {
  const letters = [];
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT, node =>
    node.parentElement.closest(unread) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (let at = 0; at < node.data.length; at++) {
      letters.push({ node, at });
    }
  }

  return letters;
};

const textOf = letters => letters.map(({ node, at }) => node.data[at]).join('');

// White space may stand differently in the page than in the text that the place was measured in, so only letters count.
const findQuote = (letters, quote, near) => {
  const dark = letters.map((letter, index) => index).filter(index => /\S/.test(letters[index].node.data[letters[index].at]));
  const text = dark.map(index => letters[index].node.data[letters[index].at]).join('');
  const wanted = quote.replace(/\s+/g, '');
  let best = -1;
  for (let at = text.indexOf(wanted); at >= 0 && wanted; at = text.indexOf(wanted, at + 1)) {
    if (best < 0 || Math.abs(dark[at] - near) < Math.abs(dark[best] - near)) {
      best = at;
    }
  }

  return best < 0 ? null : { from: letters[dark[best]], to: letters[dark[best + wanted.length - 1]] };
};

const underline = (block, thread) => {
  const place = findQuote(lettersOf(block), thread.querySelector('.thread-quote')?.textContent ?? '', Number(thread.dataset.start));
  if (!place) {
    return;
  }

  // Every piece of text between the two ends gets a mark of its own, so that no element is cut in two.
  const range = document.createRange();
  range.setStart(place.from.node, place.from.at);
  range.setEnd(place.to.node, place.to.at + 1);
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  const pieces = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (range.intersectsNode(node) && !node.parentElement.closest(unread)) {
      pieces.push(node);
    }
  }

  for (const node of pieces) {
    const piece = document.createRange();
    piece.selectNodeContents(node);
    if (node === place.to.node) {
      piece.setEnd(node, place.to.at + 1);
    }

    if (node === place.from.node) {
      piece.setStart(node, place.from.at);
    }

    if (!piece.collapsed && /\S/.test(piece.toString())) {
      const mark = document.createElement('mark');
      mark.className = 'noted';
      piece.surroundContents(mark);
    }
  }
};

const openForm = (details, field) => {
  details.open = true;
  details.querySelector(field)?.focus();
};

const offerSelection = (desk, words) => {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'btn btn-primary on-selection';
  button.textContent = words;
  button.hidden = true;
  document.body.append(button);
  let chosen = null;

  const offer = () => {
    const selection = document.getSelection();
    const range = selection.rangeCount > 0 && !selection.isCollapsed ? selection.getRangeAt(0) : null;
    const start = range?.startContainer.parentElement?.closest('[data-block]');
    const form = start && desk.querySelector(`[data-comment-on="${CSS.escape(start.dataset.block)}"]`);
    if (!range || !form || !start.contains(range.endContainer)) {
      button.hidden = true;
      return;
    }

    const letters = lettersOf(start);
    const inside = letters.filter(({ node, at }) => range.comparePoint(node, at) === 0 && range.comparePoint(node, at + 1) === 0);
    if (!textOf(inside).trim()) {
      button.hidden = true;
      return;
    }

    chosen = { form, quote: textOf(inside).trim(), near: letters.indexOf(inside[0]) };
    const box = range.getBoundingClientRect();
    button.style.left = `${Math.max(8, Math.min(box.left + window.scrollX, document.documentElement.clientWidth - 220))}px`;
    button.style.top = `${box.bottom + window.scrollY + 6}px`;
    button.hidden = false;
  };

  // Words can be selected before the scripts are here.
  document.addEventListener('selectionchange', offer);
  offer();

  // Pressing must not take the selection away before it is read.
  button.addEventListener('pointerdown', event => event.preventDefault());
  button.addEventListener('click', () => {
    button.hidden = true;
    chosen.form.querySelector('[name=Quote]').value = chosen.quote;
    chosen.form.querySelector('[name=Near]').value = chosen.near;
    const words = chosen.form.querySelector('[name=Suggestion]');
    if (words && !words.value.trim()) {
      words.value = chosen.quote;
    }

    openForm(chosen.form, '[name=Text]');
    chosen.form.scrollIntoView({ block: 'nearest' });
  });
};

const go = (stops, step) => {
  const at = stops.indexOf(document.activeElement.closest('[id^=change-]'));
  const next = at < 0 ? (step > 0 ? 0 : stops.length - 1) : Math.min(stops.length - 1, Math.max(0, at + step));
  stops[next]?.focus();
};

export const keepReview = root => {
  const desk = root.querySelector('[data-review]');
  if (!desk) {
    return;
  }

  const stops = [...desk.querySelectorAll('[id^=change-]')];
  for (const thread of desk.querySelectorAll('[data-place]')) {
    const block = desk.querySelector(`[data-block="${CSS.escape(thread.dataset.place)}"]`);
    if (block && thread.dataset.place) {
      underline(block, thread);
      block.querySelectorAll('details:not([open])').forEach(fold => { fold.open = fold.querySelector('.noted') !== null; });
    }
  }

  offerSelection(desk, desk.dataset.review);
  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) {
      return;
    }

    const decision = { a: 'approve', c: 'requestChanges' }[event.key];
    const details = decision && desk.querySelector(`[data-decision="${decision}"]`);
    if (event.key === 'j' || event.key === 'k') {
      event.preventDefault();
      go(stops, event.key === 'j' ? 1 : -1);
    } else if (details) {
      event.preventDefault();
      openForm(details, '[data-first]');
    }
  });
};
