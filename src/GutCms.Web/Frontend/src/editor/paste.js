// What is pasted or dropped: read by rules, and what was left out is named, with undo and with its words.
import { DOMParser as SchemaParser, Fragment, Slice } from '@tiptap/pm/model';
import { closeHistory } from '@tiptap/pm/history';
import { Selection } from '@tiptap/pm/state';
import { read, readText } from './paste/index.js';
import { linkNotes, noteNames } from './paste/notes.js';
import { quiet } from './paste/quiet.js';
import { blocks, inline, isFormula, parse } from './profile.js';

const kinds = words => new Map([...words.querySelectorAll('[data-kind]')].map(kind => [kind.dataset.kind, kind.dataset]));

const said = (all, { kind, texts }) => (texts.length === 1 ? all.get(kind).one : all.get(kind).many).replace('{0}', texts.length);

// A piece of a text of this editor is of the profile already; only its notes may need other names.
const own = (html, taken) => {
  const body = parse(quiet(html).html);
  if (!body.querySelector('[data-pm-slice]') || [...body.querySelectorAll('*')].some(element => !isFormula(element) && !inline.includes(element.localName) && !blocks.includes(element.localName))) {
    return null;
  }

  linkNotes(body, taken);
  return body.innerHTML;
};

const report = (form, box, editor, leftOut) => {
  box.querySelector('.paste-report')?.remove();
  if (leftOut.length === 0) {
    return;
  }

  const note = document.getElementById('paste-report').content.firstElementChild.cloneNode(true);
  const all = kinds(note);
  const line = note.querySelector('[data-line]');
  line.textContent = line.dataset.line.replace('{0}', leftOut.map(one => said(all, one)).join(', '));
  const live = document.getElementById('editor-live');
  if (live) {
    live.textContent = line.textContent;
  }

  const list = note.querySelector('[data-list]');
  list.replaceChildren(...leftOut.flatMap(one => one.texts.map(text => {
    const item = document.createElement('li');
    item.textContent = `${all.get(one.kind).one.replace('{0}', '').trim()}: ${text === '' ? list.dataset.nameless : text}`;
    return item;
  })));
  const show = note.querySelector('[data-do=show]');
  show.addEventListener('click', () => {
    list.hidden = !list.hidden;
    show.setAttribute('aria-expanded', String(!list.hidden));
  });
  const undo = note.querySelector('[data-do=undo]');
  editor.once('update', () => { undo.hidden = true; });
  undo.addEventListener('click', () => {
    note.remove();
    editor.chain().focus().undo().run();
  });
  note.querySelector('[data-do=close]').addEventListener('click', () => {
    note.remove();
    editor.commands.focus();
  });
  box.append(note);
};

const says = node => node.attrs.dir || node.attrs.lang || node.attrs.id;

// What is pasted into a line becomes part of it. Where the line is empty, the pasted block takes its place, with what it says of its language.
const insert = (view, slice) => {
  const { selection, schema, tr } = view.state;
  const { $from, empty } = selection;
  const first = slice.content.firstChild;
  if (!first?.isTextblock || slice.openStart === 0 || !says(first)) {
    return false;
  }

  const index = $from.depth > 0 ? $from.index(-1) : 0;
  if (empty && $from.parent.type.name === 'paragraph' && $from.parent.content.size === 0 && $from.node(-1).canReplace(index, index + 1, slice.content)) {
    tr.replaceWith($from.before(), $from.after(), slice.content);
    tr.setSelection(Selection.near(tr.doc.resolve(tr.mapping.map($from.after())), -1));
  } else if (slice.content.childCount === 1 && (first.attrs.dir || first.attrs.lang)) {
    const mark = schema.marks.span.create({ dir: first.attrs.dir, lang: first.attrs.lang });
    const inner = [];
    first.forEach(node => inner.push(node.mark(mark.addToSet(node.marks))));
    tr.replaceSelection(new Slice(Fragment.from(first.copy(Fragment.from(inner))), slice.openStart, slice.openEnd));
  } else {
    return false;
  }

  view.dispatch(tr.scrollIntoView().setMeta('paste', true).setMeta('uiEvent', 'paste'));
  return true;
};

export const keepPaste = (form, box) => {
  let editor = null;
  let leftOut = [];
  const taken = () => [...form.querySelectorAll('textarea[data-rich]')].flatMap(area => noteNames(area.value));
  const tell = found => queueMicrotask(() => report(form, box, editor, found));
  const files = (view, data) => {
    const named = [...data?.files ?? []];
    if (named.length === 0 || data.types.includes('text/html') || data.types.includes('text/plain')) {
      return false;
    }

    tell([['picture', file => file.type.startsWith('image/')], ['file', file => !file.type.startsWith('image/')]]
      .map(([kind, is]) => ({ kind, texts: named.filter(is).map(file => file.name) })).filter(one => one.texts.length > 0));
    return true;
  };
  return {
    attach: made => { editor = made; },
    props: {
      transformPastedHTML: html => {
        const kept = own(html, taken());
        const result = kept === null ? read(html, taken()) : { html: kept, leftOut: [] };
        ({ leftOut } = result);
        return result.html;
      },
      clipboardTextParser: text => {
        leftOut = [];
        return SchemaParser.fromSchema(editor.schema).parseSlice(parse(readText(text)), { preserveWhitespace: true });
      },
      handlePaste: (view, event, slice) => {
        if (files(view, event.clipboardData)) {
          return true;
        }

        // So that it is taken back alone.
        view.dispatch(closeHistory(view.state.tr));
        tell(leftOut);
        leftOut = [];
        return insert(view, slice);
      },
      handleDrop: (view, event, slice, moved) => {
        if (!moved && files(view, event.dataTransfer)) {
          event.preventDefault();
          return true;
        }

        if (!moved) {
          tell(leftOut);
          leftOut = [];
        }

        return false;
      },
    },
  };
};
