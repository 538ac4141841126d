// Turns textareas that hold HTML into a rich editor, which shows, makes and keeps what the profile of the server allows.
import { Editor } from '@tiptap/core';
import StarterKit from '@tiptap/starter-kit';
import { commands } from './commands.js';
import { saysAll, remember, toHtml } from './html.js';
import { marks } from './marks.js';
import { nodes } from './nodes.js';
import { keepPaste } from './paste.js';
import { addToolbar } from './toolbar.js';

const kit = StarterKit.configure({
  bold: false, italic: false, strike: false, code: false, underline: false, link: false, codeBlock: false, heading: false, listItem: false, trailingNode: false,
});

const stayHtml = (form, area) => {
  const note = document.createElement('p');
  note.className = 'hint';
  note.textContent = form.dataset.htmlOnly;
  area.after(note);
};

const editors = new WeakMap();

/** The rich editor of a textarea; undefined: the textarea is edited itself. */
export const editorOf = area => editors.get(area);

const start = (form, area) => {
  const label = document.querySelector(`label[for="${CSS.escape(area.id)}"]`);
  const box = document.createElement('div');
  const text = document.createElement('div');
  let untouched = null;
  box.className = 'rich';
  box.append(text);
  const paste = keepPaste(form, box);
  const editor = new Editor({
    element: text,
    content: area.value,
    injectCSS: false,
    extensions: [kit, ...marks, ...nodes, commands],
    editorProps: {
      attributes: {
        class: 'rich-text', role: 'textbox', 'aria-multiline': 'true', 'aria-label': label?.firstChild?.textContent.trim() ?? '',
        ...(area.getAttribute('aria-describedby') ? { 'aria-describedby': area.getAttribute('aria-describedby') } : {}),
        id: `${area.id}-rich`,
      },
      ...paste.props,
    },
    onFocus: ({ editor: now }) => { now.hadCursor = true; },
    // Only what somebody changes is written back, so that opening and saving leaves the text as it was.
    onUpdate: ({ editor: now }) => {
      area.value = toHtml(now.state.doc, untouched);
      area.dispatchEvent(new Event('input', { bubbles: true }));
    },
  });
  if (!saysAll(area.value, toHtml(editor.state.doc, null))) {
    editor.destroy();
    stayHtml(form, area);
    return;
  }

  untouched = remember(editor.state.doc, area.value);
  editors.set(area, editor);
  paste.attach(editor);
  area.after(box);
  area.hidden = true;
  addToolbar(form, box, editor);
  label?.addEventListener('click', () => editor.commands.focus());
};

export const makeRich = (form, root) => root.querySelectorAll('textarea[data-rich]').forEach(area => {
  if (!area.nextElementSibling?.classList.contains('rich')) {
    start(form, area);
  }
});
