// Panels of the toolbar, one for each thing that takes a word or a choice.
import { formula, isFormula, parse } from './profile.js';
import { noteNames } from './paste/notes.js';
import { quiet } from './paste/quiet.js';

const quietly = panel => panel.addEventListener('input', event => event.stopPropagation());

const numbers = ({ panel, editor, close }) => {
  const [type, start] = [panel.querySelector('[data-type]'), panel.querySelector('[data-start]')];
  quietly(panel);
  return {
    open: () => {
      const now = editor.getAttributes('orderedList');
      type.value = now.type ?? '';
      start.value = now.start ?? 1;
    },
    act: () => {
      const attributes = { type: type.value === '' ? null : type.value, start: Math.min(1000, Math.max(1, Math.trunc(Number(start.value)) || 1)) };
      const chain = editor.chain().focus();
      (editor.isActive('orderedList') ? chain : chain.toggleOrderedList()).updateAttributes('orderedList', attributes).run();
      close();
    },
  };
};

const signs = ({ editor, close }) => ({
  act: (_, button) => {
    editor.chain().focus().insertContent({ type: 'text', text: button.dataset.sign }).run();
    close();
  },
});

const language = ({ panel, editor, close }) => {
  const [lang, dir] = [panel.querySelector('[data-lang]'), panel.querySelector('[data-dir]')];
  quietly(panel);
  return {
    open: () => {
      const now = editor.getAttributes('span');
      lang.value = now.lang ?? '';
      dir.value = now.dir ?? '';
    },
    act: () => {
      const said = { lang: /^[a-z0-9-]{1,35}$/i.test(lang.value.trim()) ? lang.value.trim() : null, dir: dir.value || null };
      const chain = editor.chain().focus();
      if (editor.state.selection.empty && !editor.isActive('span')) {
        const { name } = editor.state.selection.$from.parent.type;
        chain.updateAttributes(name, said).run();
      } else {
        const cleared = chain.extendMarkRange('span').unsetMark('span');
        (said.lang || said.dir ? cleared.setMark('span', said) : cleared).run();
      }

      close();
    },
  };
};

const abbr = ({ panel, editor, close }) => {
  const title = panel.querySelector('[data-title-of]');
  quietly(panel);
  return {
    open: () => { title.value = editor.getAttributes('abbr').title ?? ''; },
    act: () => {
      const chain = editor.chain().focus().extendMarkRange('abbr');
      (title.value.trim() === '' ? chain.unsetMark('abbr') : chain.setMark('abbr', { title: title.value.trim() })).run();
      close();
    },
  };
};

const formulas = ({ panel, editor, close }) => {
  const [source, fault] = [panel.querySelector('textarea'), panel.querySelector('[data-fault]')];
  quietly(panel);
  return {
    open: () => {
      fault.hidden = true;
      source.value = editor.getAttributes('formula').source || '<math><mfrac><mi>a</mi><mi>b</mi></mfrac></math>';
    },
    act: () => {
      const math = parse(quiet(source.value).html).querySelector('math');
      fault.hidden = math !== null && isFormula(math) && math.textContent.trim() !== '';
      if (fault.hidden) {
        editor.chain().focus().insertContent({ type: 'formula', attrs: { source: formula(math) } }).run();
        close();
      }
    },
  };
};

// A note: a raised link where the cursor is, and an item of a list at the end of the text that leads back.
const note = ({ form, panel, editor, close }) => {
  const text = panel.querySelector('[data-note]');
  quietly(panel);
  return {
    open: () => { text.value = ''; },
    act: () => {
      if (text.value.trim() === '') {
        return;
      }

      const taken = new Set([...form.querySelectorAll('textarea[data-rich]')].flatMap(area => noteNames(area.value)));
      let number = 1;
      while (taken.has(`note-${number}`) || taken.has(`note-${number}-ref`)) {
        number++;
      }

      const link = (href, id, said, raised) => ({ type: 'text', text: said, marks: [{ type: 'link', attrs: { href, id } }, ...raised ? [{ type: 'sup' }] : []] });
      const item = { type: 'listItem', attrs: { id: `note-${number}` }, content: [{ type: 'paragraph', content: [{ type: 'text', text: `${text.value.trim()} ` }, link(`#note-${number}-ref`, null, '\u21a9', false)] }] };
      const { lastChild: last, content } = editor.state.doc;
      const isList = last.type.name === 'orderedList' && last.lastChild.attrs.id?.startsWith('note-');
      editor.chain().focus().insertContentAt(isList ? content.size - 1 : content.size, isList ? item : { type: 'orderedList', content: [item] }, { updateSelection: false })
        .insertContent(link(`#note-${number}`, `note-${number}-ref`, String(isList ? last.childCount + 1 : 1), true)).run();
      close();
    },
  };
};

export const panels = { numbering: numbers, signs, language, abbr, formula: formulas, note };
