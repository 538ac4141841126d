// Turns textareas that hold HTML into a rich editor with what the sanitiser of the server lets through and people need: paragraphs, headings, lists, links, emphasis.
import { Editor } from '@tiptap/core';
import StarterKit from '@tiptap/starter-kit';

// What the editor keeps when it reads HTML. Anything else would be lost, so such a text is left as HTML.
const known = new Set(['P', 'H2', 'H3', 'H4', 'H5', 'H6', 'UL', 'OL', 'LI', 'A', 'STRONG', 'B', 'EM', 'I', 'BR', 'BLOCKQUOTE', 'HR']);
const knownAttributes = new Set(['href', 'rel', 'start']);

const isKnown = html => {
  const body = new DOMParser().parseFromString(html, 'text/html').body;
  return [...body.querySelectorAll('*')].every(element => known.has(element.tagName) && [...element.attributes].every(attribute => knownAttributes.has(attribute.name)));
};

// Word and web pages bring styles, classes, comments and wrappers along; only structure stays.
// Styles are taken out of the text before it is parsed: the content security policy would report each of them.
const clean = html => {
  const plain = html.replace(/<!--[\s\S]*?-->|<style[\s\S]*?<\/style>/gi, '').replace(/\sstyle\s*=/gi, ' data-style=');
  const body = new DOMParser().parseFromString(plain, 'text/html').body;
  body.querySelectorAll('style, script, meta, link, title, o\\:p').forEach(element => element.remove());
  for (const paragraph of body.querySelectorAll('p[class*=MsoListParagraph]')) {
    const text = paragraph.textContent.trimStart();
    const ordered = /^\d+[.)]/.test(text);
    if (!ordered && !/^[·•o§\-–]\s/.test(text.replace(/\u00a0/g, ' '))) {
      continue;
    }

    const tag = ordered ? 'OL' : 'UL';
    const list = paragraph.previousElementSibling?.tagName === tag && paragraph.previousElementSibling.dataset.word ? paragraph.previousElementSibling : document.createElement(tag);
    list.dataset.word = 'true';
    paragraph.querySelectorAll('span[data-style*="mso-list"]').forEach(marker => marker.remove());
    const item = document.createElement('li');
    item.innerHTML = paragraph.innerHTML.replace(/^(\s|&nbsp;)*(\d+[.)]|[·•o§\-–])(\s|&nbsp;)+/, '');
    list.append(item);
    if (!list.isConnected) {
      paragraph.before(list);
    }

    paragraph.remove();
  }

  body.querySelectorAll('*').forEach(element => [...element.attributes].forEach(attribute => {
    if (attribute.name !== 'href') {
      element.removeAttribute(attribute.name);
    }
  }));
  return body.innerHTML;
};

const commands = {
  paragraph: chain => chain.setParagraph(),
  h3: chain => chain.toggleHeading({ level: 3 }),
  h4: chain => chain.toggleHeading({ level: 4 }),
  bold: chain => chain.toggleBold(),
  italic: chain => chain.toggleItalic(),
  bullets: chain => chain.toggleBulletList(),
  numbers: chain => chain.toggleOrderedList(),
  unlink: chain => chain.extendMarkRange('link').unsetLink(),
};

const states = {
  h3: editor => editor.isActive('heading', { level: 3 }),
  h4: editor => editor.isActive('heading', { level: 4 }),
  bold: editor => editor.isActive('bold'),
  italic: editor => editor.isActive('italic'),
  bullets: editor => editor.isActive('bulletList'),
  numbers: editor => editor.isActive('orderedList'),
  link: editor => editor.isActive('link'),
};

const addToolbar = (box, editor) => {
  const toolbar = document.getElementById('rich-toolbar').content.firstElementChild.cloneNode(true);
  const link = toolbar.querySelector('.rich-link');
  const address = link.querySelector('input');
  const setLink = () => {
    const href = address.value.trim();
    if (href !== '') {
      editor.chain().focus().extendMarkRange('link').setLink({ href }).run();
    }

    link.hidden = true;
  };
  toolbar.addEventListener('click', event => {
    const action = event.target.closest('button')?.dataset.do;
    if (action === 'link') {
      link.hidden = !link.hidden;
      address.value = editor.getAttributes('link').href ?? '';
      if (!link.hidden) {
        address.focus();
      }
    } else if (action === 'set-link') {
      setLink();
    } else if (action) {
      commands[action](editor.chain().focus()).run();
      link.hidden = true;
    }
  });
  address.addEventListener('keydown', event => {
    if (event.key === 'Enter') {
      event.preventDefault();
      event.stopPropagation();
      setLink();
    } else if (event.key === 'Escape') {
      link.hidden = true;
      editor.commands.focus();
    }
  });
  const show = () => {
    for (const button of toolbar.querySelectorAll('button[data-do]')) {
      const state = states[button.dataset.do];
      if (state) {
        button.setAttribute('aria-pressed', String(state(editor)));
      }
    }
  };
  editor.on('transaction', show);
  show();
  box.prepend(toolbar);
};

const start = (form, area) => {
  if (!isKnown(area.value)) {
    const note = document.createElement('p');
    note.className = 'hint';
    note.textContent = form.dataset.htmlOnly;
    area.after(note);
    return;
  }

  const label = document.querySelector(`label[for="${CSS.escape(area.id)}"]`);
  const box = document.createElement('div');
  const text = document.createElement('div');
  box.className = 'rich';
  box.append(text);
  area.after(box);
  area.hidden = true;
  const editor = new Editor({
    element: text,
    content: area.value,
    injectCSS: false,
    extensions: [StarterKit.configure({
      code: false, codeBlock: false, strike: false, underline: false,
      heading: { levels: [2, 3, 4, 5, 6] },
      link: { openOnClick: false, protocols: ['http', 'https', 'mailto'], HTMLAttributes: { target: null, rel: null, class: null } },
    })],
    editorProps: {
      attributes: {
        class: 'rich-text', role: 'textbox', 'aria-multiline': 'true', 'aria-label': label?.firstChild?.textContent.trim() ?? '',
        ...(area.getAttribute('aria-describedby') ? { 'aria-describedby': area.getAttribute('aria-describedby') } : {}),
        id: `${area.id}-rich`,
      },
      transformPastedHTML: clean,
    },
    // Only what somebody changes is written back, so that opening and saving leaves the text as it was.
    onUpdate: ({ editor: now }) => {
      area.value = now.isEmpty ? '' : now.getHTML();
      area.dispatchEvent(new Event('input', { bubbles: true }));
    },
  });
  addToolbar(box, editor);
  label?.addEventListener('click', () => editor.commands.focus());
};

export const makeRich = (form, root) => root.querySelectorAll('textarea[data-rich]').forEach(area => {
  if (!area.nextElementSibling?.classList.contains('rich')) {
    start(form, area);
  }
});
