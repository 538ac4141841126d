// Finds words in the whole form, in plain fields and in texts, and replaces them. A match lies within one paragraph.
import { editorOf } from './rich.js';

const escape = text => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const isWritten = field => field.matches('input[data-title], input[type=text], input:not([type]), textarea') && !field.matches('[data-path], [name="tag"]') && !field.closest('dialog, template, [role=toolbar], .combo');

const patternOf = panel => {
  const words = panel.querySelector('[data-find]').value;
  const whole = panel.querySelector('[data-whole]').checked;
  const edge = whole ? ['(?<![\\p{L}\\p{M}\\p{N}])', '(?![\\p{L}\\p{M}\\p{N}])'] : ['', ''];
  return words === '' ? null : new RegExp(edge[0] + escape(words) + edge[1], panel.querySelector('[data-case]').checked ? 'gu' : 'giu');
};

// The characters of a paragraph with their places; what is no text is a sign that nobody types.
const inText = (editor, pattern, found, area) => editor.state.doc.descendants((node, pos) => {
  if (!node.isTextblock) {
    return true;
  }

  const text = node.textBetween(0, node.content.size, '\ufffc', '\ufffc');
  for (const match of text.matchAll(pattern)) {
    found.push({ area, editor, from: pos + 1 + match.index, to: pos + 1 + match.index + match[0].length, words: match[0] });
  }

  return false;
});

const places = (form, pattern) => {
  const found = [];
  for (const field of pattern ? form.elements : []) {
    const editor = editorOf(field);
    if (editor) {
      inText(editor, pattern, found, field);
    } else if (isWritten(field) && !field.hidden) {
      for (const match of field.value.matchAll(pattern)) {
        found.push({ area: field, from: match.index, to: match.index + match[0].length, words: match[0] });
      }
    }
  }

  return found;
};

const mark = place => {
  CSS.highlights?.delete('found');
  document.querySelectorAll('.is-found').forEach(each => each.classList.remove('is-found'));
  if (!place) {
    return;
  }

  for (let around = place.area.closest('details'); around; around = around.parentElement.closest('details')) {
    around.open = true;
  }

  if (place.editor) {
    const [start, end] = [place.editor.view.domAtPos(place.from), place.editor.view.domAtPos(place.to)];
    const range = document.createRange();
    range.setStart(start.node, start.offset);
    range.setEnd(end.node, end.offset);
    CSS.highlights?.set('found', new Highlight(range));
    (start.node.nodeType === Node.TEXT_NODE ? start.node.parentElement : start.node).scrollIntoView({ block: 'center' });
  } else {
    place.area.classList.add('is-found');
    place.area.scrollIntoView({ block: 'center' });
  }
};

const put = (place, words) => {
  if (place.editor) {
    const { state, view } = place.editor;
    const marks = state.doc.resolve(place.from).marksAcross(state.doc.resolve(place.to)) ?? [];
    view.dispatch(words === '' ? state.tr.delete(place.from, place.to) : state.tr.replaceWith(place.from, place.to, state.schema.text(words, state.doc.nodeAt(place.from)?.marks ?? marks)));
  } else {
    place.area.value = place.area.value.slice(0, place.from) + words + place.area.value.slice(place.to);
    place.area.dispatchEvent(new Event('input', { bubbles: true }));
  }
};

const goThere = place => {
  if (place?.editor) {
    place.editor.chain().focus().setTextSelection({ from: place.from, to: place.to }).run();
  } else if (place) {
    place.area.focus();
    place.area.setSelectionRange(place.from, place.to);
  }
};

export const keepFind = form => {
  const panel = document.getElementById('find');
  const [words, replacement, count] = ['[data-find]', '[data-replace]', '[data-count]'].map(name => panel.querySelector(name));
  let all = [];
  let at = -1;

  const tell = () => {
    count.textContent = words.value === '' ? '' : all.length === 0 ? count.dataset.none : count.dataset.count.replace('{0}', at + 1).replace('{1}', all.length);
    panel.querySelectorAll('[data-needs-match]').forEach(button => button.setAttribute('aria-disabled', String(all.length === 0)));
  };
  const search = to => {
    all = places(form, patternOf(panel));
    at = all.length === 0 ? -1 : (to + all.length) % all.length;
    mark(all[at]);
    tell();
  };
  const close = () => {
    panel.hidden = true;
    mark(null);
    goThere(all[at]);
  };
  const open = () => {
    const chosen = getSelection()?.toString() ?? '';
    panel.hidden = false;
    if (chosen !== '' && !chosen.includes('\n')) {
      words.value = chosen;
    }

    words.focus();
    words.select();
    search(0);
  };
  const acts = {
    next: () => search(at + 1),
    previous: () => search(at - 1),
    one: () => {
      if (all[at]) {
        const here = at;
        put(all[at], replacement.value);
        search(here);
      }
    },
    all: () => {
      const many = all.length;
      // From the end, so that the places before stay where they are.
      [...all].reverse().forEach(place => put(place, replacement.value));
      search(0);
      count.textContent = count.dataset.replaced.replace('{0}', many);
    },
    close,
  };

  panel.addEventListener('click', event => acts[event.target.closest('button')?.dataset.do]?.());
  panel.addEventListener('input', event => {
    if (event.target !== replacement) {
      search(0);
    }
  });
  panel.addEventListener('keydown', event => {
    if (event.key === 'Escape') {
      close();
    } else if (event.key === 'Enter' && event.target.matches('input:not([type=checkbox])')) {
      event.preventDefault();
      event.target === replacement ? acts.one() : acts[event.shiftKey ? 'previous' : 'next']();
    }
  });
  document.addEventListener('keydown', event => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'h') {
      event.preventDefault();
      open();
    }
  });
  document.addEventListener('click', event => event.target.closest('[data-open-find]') && open());
  document.addEventListener('gutcms:swapped', () => panel.hidden || search(at));
};
