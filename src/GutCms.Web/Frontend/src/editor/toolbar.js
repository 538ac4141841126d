// The row of buttons above a text, with a panel for what takes words: links, tables, numbers, signs, languages, abbreviations, formulas, notes.
import { alikes, toggle } from './marks.js';
import { linkPanel } from './links.js';
import { panels } from './panels.js';

const simple = {
  paragraph: chain => chain.setParagraph(),
  h3: chain => chain.toggleHeading({ level: 3 }),
  h4: chain => chain.toggleHeading({ level: 4 }),
  bullets: chain => chain.toggleBulletList(),
  numbers: chain => chain.toggleOrderedList(),
  inward: chain => chain.sinkListItem('listItem'),
  outward: chain => chain.liftListItem('listItem'),
  quote: chain => chain.toggleBlockquote(),
  line: chain => chain.setHorizontalRule(),
  terms: chain => chain.toggleTerms(),
  term: chain => chain.togglePart('definitionTerm'),
  meaning: chain => chain.togglePart('definition'),
  undo: chain => chain.undo(),
  redo: chain => chain.redo(),
  'table-new': chain => chain.insertTable(),
  'row-add': chain => chain.addRow(), 'row-remove': chain => chain.removeRow(), 'column-add': chain => chain.addColumn(), 'column-remove': chain => chain.removeColumn(),
  'row-header': chain => chain.headerRow(), 'column-header': chain => chain.headerColumn(), 'cells-merge': chain => chain.mergeCells(), 'cells-split': chain => chain.splitCell(),
  caption: chain => chain.toggleCaption(), 'table-remove': chain => chain.removeTable(),
};

const pressed = {
  h3: editor => editor.isActive('heading', { level: 3 }),
  h4: editor => editor.isActive('heading', { level: 4 }),
  bullets: editor => editor.isActive('bulletList'),
  numbers: editor => editor.isActive('orderedList'),
  quote: editor => editor.isActive('blockquote'),
  terms: editor => editor.isActive('definitionList'),
  link: editor => editor.isActive('link'),
  table: editor => editor.isActive('table'),
  abbr: editor => editor.isActive('abbr'),
  language: editor => editor.isActive('span'),
};

const isPressed = (editor, name) => alikes[name] ? editor.isActive(name) || alikes[name].some(([other, same]) => same && editor.isActive(other)) : pressed[name]?.(editor);

export const addToolbar = (form, box, editor) => {
  const toolbar = document.getElementById('rich-toolbar').content.firstElementChild.cloneNode(true);
  const all = [...toolbar.querySelectorAll('[data-panel]')];
  const show = name => all.forEach(panel => {
    panel.hidden = panel.dataset.panel !== name || !panel.hidden;
    const button = toolbar.querySelector(`[data-do="${panel.dataset.panel}"]`);
    button.setAttribute('aria-expanded', String(!panel.hidden));
  });
  const parts = Object.fromEntries(all.map(panel => {
    const close = () => {
      show(null);
      editor.commands.focus();
    };
    const make = panel.dataset.panel === 'link' ? linkPanel : panels[panel.dataset.panel];
    return [panel.dataset.panel, { panel, ...make?.({ form, panel, editor, close }) }];
  }));

  // A page has many texts: a panel is part of it from the moment that somebody opens it.
  all.forEach(panel => panel.remove());
  const openPanel = name => {
    toolbar.append(parts[name].panel);
    show(name);
    const { panel, open } = parts[name];
    if (!panel.hidden) {
      open?.();
      panel.querySelector('input, textarea, select, button')?.focus();
    }
  };
  toolbar.addEventListener('click', event => {
    const action = event.target.closest('button')?.dataset.do;
    if (!action) {
      return;
    }

    if (parts[action]) {
      openPanel(action);
    } else if (alikes[action]) {
      toggle(editor, action, alikes[action]);
    } else if (simple[action]) {
      simple[action](editor.chain().focus()).run();
    } else {
      parts[event.target.closest('[data-panel]')?.dataset.panel]?.act?.(action, event.target.closest('button'));
    }
  });
  toolbar.addEventListener('keydown', event => {
    const panel = event.target.closest('[data-panel]');
    if (panel && event.key === 'Escape') {
      show(null);
      editor.commands.focus();
    } else if (panel && event.key === 'Enter' && event.target.matches('input')) {
      event.preventDefault();
      event.stopPropagation();
      panel.querySelector('button[data-default]')?.click();
    }
  });
  // One stop of the Tab key; arrows go from button to button.
  const row = [...toolbar.querySelectorAll(':scope > button')];
  const stopAt = button => row.forEach(other => { other.tabIndex = other === button ? 0 : -1; });
  stopAt(row[0]);
  toolbar.addEventListener('focusin', event => row.includes(event.target) && stopAt(event.target));
  toolbar.addEventListener('keydown', event => {
    const at = row.indexOf(event.target);
    const to = at < 0 ? undefined : { ArrowRight: row[(at + 1) % row.length], ArrowLeft: row.at(at - 1), Home: row[0], End: row.at(-1) }[event.key];
    if (to) {
      event.preventDefault();
      to.focus();
    }
  });
  editor.view.dom.addEventListener('keydown', event => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      openPanel('link');
    }
  });
  const showState = () => {
    for (const button of toolbar.querySelectorAll('button[aria-pressed]')) {
      button.setAttribute('aria-pressed', String(isPressed(editor, button.dataset.do) ?? false));
    }
  };
  editor.on('transaction', showState);
  showState();
  box.prepend(toolbar);
};
