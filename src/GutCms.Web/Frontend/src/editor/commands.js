// What buttons and keys do beyond what the nodes themselves bring.
import { Extension } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';
import { Fragment } from '@tiptap/pm/model';
import * as tables from '@tiptap/pm/tables';

const onTable = act => () => ({ state, dispatch }) => act(state, dispatch);
const around = (selection, name) => {
  for (let depth = selection.$from.depth; depth > 0; depth--) {
    if (selection.$from.node(depth).type.name === name) {
      return { node: selection.$from.node(depth), pos: selection.$from.before(depth), depth };
    }
  }

  return null;
};

const inside = (tr, pos) => tr.setSelection(TextSelection.near(tr.doc.resolve(pos)));

export const commands = Extension.create({
  name: 'gutcmsCommands',
  addCommands: () => ({
    insertTable: (rows = 3, columns = 3) => ({ state, tr, dispatch }) => {
      const { table, tableRows, tableRow, tableCell, tableHeader } = state.schema.nodes;
      const row = (type, section) => tableRow.create({ section }, Array.from({ length: columns }, () => type.createAndFill(type === tableHeader ? { scope: 'col' } : null)));
      const made = table.create(null, tableRows.create(null, [row(tableHeader, 'head'), ...Array.from({ length: rows - 1 }, () => row(tableCell, null))]));
      const at = tr.selection.from;
      tr.replaceSelectionWith(made);
      dispatch?.(inside(tr, Math.min(at + 4, tr.doc.content.size)).scrollIntoView());
      return true;
    },
    addRow: onTable(tables.addRowAfter), addColumn: onTable(tables.addColumnAfter), removeRow: onTable(tables.deleteRow), removeColumn: onTable(tables.deleteColumn),
    headerRow: onTable(tables.toggleHeaderRow), headerColumn: onTable(tables.toggleHeaderColumn), mergeCells: onTable(tables.mergeCells), splitCell: onTable(tables.splitCell),
    removeTable: () => ({ state, tr, dispatch }) => {
      const table = around(state.selection, 'table');
      if (table) {
        dispatch?.(tr.delete(table.pos, table.pos + table.node.nodeSize).scrollIntoView());
      }

      return table !== null;
    },
    toggleCaption: () => ({ state, tr, dispatch }) => {
      const table = around(state.selection, 'table');
      if (!table) {
        return false;
      }

      const has = table.node.firstChild.type.name === 'tableCaption';
      if (has) {
        tr.delete(table.pos + 1, table.pos + 1 + table.node.firstChild.nodeSize);
      } else {
        inside(tr.insert(table.pos + 1, state.schema.nodes.tableCaption.create()), table.pos + 2);
      }

      dispatch?.(tr.scrollIntoView());
      return true;
    },
    // Paragraphs become a term and its meanings; in a list of terms, the list becomes paragraphs again.
    toggleTerms: () => ({ state, tr, dispatch }) => {
      const { definitionList, definitionTerm, definition } = state.schema.nodes;
      const list = around(state.selection, 'definitionList');
      if (list) {
        const parts = [];
        list.node.forEach(part => part.forEach(block => parts.push(block)));
        dispatch?.(inside(tr.replaceWith(list.pos, list.pos + list.node.nodeSize, Fragment.from(parts)), list.pos + 1));
        return true;
      }

      const range = state.selection.$from.blockRange(state.selection.$to);
      if (!range || !range.parent.canReplaceWith(range.startIndex, range.endIndex, definitionList)) {
        return false;
      }

      const blocks = Array.from({ length: range.endIndex - range.startIndex }, (_, at) => range.parent.child(range.startIndex + at));
      const parts = blocks.map((block, at) => (at === 0 ? definitionTerm : definition).create(null, block));
      dispatch?.(inside(tr.replaceWith(range.start, range.end, definitionList.create(null, parts)), range.start + 3));
      return true;
    },
    togglePart: name => ({ state, tr, dispatch }) => {
      const part = around(state.selection, 'definitionTerm') ?? around(state.selection, 'definition');
      if (part) {
        dispatch?.(tr.setNodeMarkup(part.pos, state.schema.nodes[name], part.node.attrs));
      }

      return part !== null;
    },
    // A paragraph behind the block at hand, whatever that is.
    leaveBlock: () => ({ state, tr, dispatch }) => {
      const end = state.selection.$from.after(1);
      dispatch?.(inside(tr.insert(end, state.schema.nodes.paragraph.create()), end + 1).scrollIntoView());
      return true;
    },
  }),
  addKeyboardShortcuts() {
    // Enter in an empty term or meaning: out of the list; behind a term: its meaning.
    const enter = () => this.editor.commands.command(({ state, tr, dispatch }) => {
      const part = around(state.selection, 'definitionTerm') ?? around(state.selection, 'definition');
      const { $from, empty } = state.selection;
      if (!part || !empty || $from.depth !== part.depth + 1) {
        return false;
      }

      const list = around(state.selection, 'definitionList');
      const { definition, definitionTerm, paragraph } = state.schema.nodes;
      const end = part.pos + part.node.nodeSize;
      if ($from.parent.content.size === 0 && part.node.childCount === 1) {
        const isLast = end === list.pos + list.node.nodeSize - 1;
        if (part.node.type === definition) {
          dispatch?.(inside(tr.setNodeMarkup(part.pos, definitionTerm), part.pos + 2));
        } else if (isLast && list.node.childCount > 1) {
          tr.delete(part.pos, end);
          const after = tr.mapping.map(list.pos + list.node.nodeSize);
          dispatch?.(inside(tr.insert(after, paragraph.create()), after + 1).scrollIntoView());
        } else {
          return false;
        }

        return true;
      }

      if ($from.parentOffset === $from.parent.content.size && $from.index(part.depth) === part.node.childCount - 1) {
        dispatch?.(inside(tr.insert(end, definition.create(null, paragraph.create())), end + 2).scrollIntoView());
        return true;
      }

      return false;
    });
    return { Enter: enter, 'Mod-Enter': () => this.editor.commands.leaveBlock(), 'Mod-Alt-t': () => this.editor.commands.insertTable() };
  },
});
