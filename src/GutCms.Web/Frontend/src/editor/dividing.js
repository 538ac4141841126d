// One block becomes two at the cursor, and two become one.
import { bagOf, bagsIn, blocksIn, copyOf, emptyBlock, ownFields, retitle, titleField, typeOf } from './copying.js';
import { toHtml } from './html.js';
import { editorOf } from './rich.js';

const richOf = block => ownFields(block).find(field => 'rich' in field.dataset);
const isBlank = node => node.isTextblock && node.content.size === 0;

/** Text from the cursor on goes to a new block behind; a heading at the cursor becomes its title. Null: there is no cursor in the block's text. */
export const splitBlock = block => {
  const area = richOf(block);
  const editor = area && editorOf(area);
  if (!editor || !editor.hadCursor) {
    return null;
  }

  const { doc, selection } = editor.state;
  const top = selection.$from.depth > 0 ? selection.$from.node(1) : null;
  const before = top ? selection.$from.before(1) : selection.from;
  // Tables are not cut; a heading goes as a whole.
  const isCut = ['paragraph', 'bulletList', 'orderedList'].includes(top?.type.name);
  const cut = isCut ? selection.from : before;
  let tail = doc.cut(cut);
  let title = '';
  if (tail.firstChild?.type.name === 'heading') {
    title = tail.firstChild.textContent;
    tail = tail.cut(tail.firstChild.nodeSize);
  }

  while (tail.childCount > 1 && isBlank(tail.firstChild)) {
    tail = tail.cut(tail.firstChild.nodeSize);
  }

  const next = emptyBlock(typeOf(block), bagOf(block).dataset.bag);
  richOf(next).value = toHtml(tail, null);
  titleField(next).value = title;
  editor.view.dispatch(editor.state.tr.delete(cut, doc.content.size));
  block.after(next);
  return {
    next,
    undo: () => {
      replaceAll(editor, doc);
      next.remove();
    },
  };
};

// The nodes stay the same ones, so that what nobody has touched is written as it was.
const replaceAll = (editor, doc) => editor.view.dispatch(editor.state.tr.replaceWith(0, editor.state.doc.content.size, doc.content));

const escape = text => Object.assign(document.createElement('p'), { textContent: text }).innerHTML;

const append = (area, html) => {
  const editor = editorOf(area);
  if (editor) {
    const last = editor.state.doc.lastChild;
    editor.commands.insertContentAt(last && isBlank(last) ? { from: editor.state.doc.content.size - last.nodeSize, to: editor.state.doc.content.size } : editor.state.doc.content.size, html);
  } else {
    area.value += html;
    area.dispatchEvent(new Event('input', { bubbles: true }));
  }
};

/** Puts what a block holds at the end of the one above, its title as a heading. Null: there is none of its type. */
export const mergeBlock = (block, begin) => {
  const above = block.previousElementSibling;
  if (!above || typeOf(above) !== typeOf(block)) {
    return null;
  }

  const [area, target] = [richOf(block), richOf(above)];
  const title = titleField(block)?.value.trim() ?? '';
  const [place, next, old] = [block.parentElement, block.nextElementSibling, target && (editorOf(target)?.state.doc ?? target.value)];
  const moved = [];
  if (target) {
    append(target, `${title ? `<h3>${escape(title)}</h3>` : ''}${area.value}`);
  } else if (titleField(above)?.value.trim() === '') {
    titleField(above).value = title;
    retitle(above);
  }

  bagsIn(block).forEach((bag, at) => {
    const inner = bagsIn(above)[at];
    for (const each of blocksIn(bag)) {
      const copy = copyOf(each, inner.dataset.bag, true);
      inner.querySelector(':scope > [data-blocks]').append(copy);
      begin(copy);
      moved.push(copy);
    }
  });
  block.remove();
  return {
    above,
    left: !target && title !== titleField(above)?.value.trim() ? title : '',
    undo: () => {
      moved.forEach(each => each.remove());
      if (target && editorOf(target)) {
        replaceAll(editorOf(target), old);
      } else if (target) {
        target.value = old;
      }

      next?.parentElement === place ? next.before(block) : place.append(block);
    },
  };
};
