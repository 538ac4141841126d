// Nodes of the editor: blocks, lists, terms, tables, formulas and places. What stands in an item or a cell without <p> is written without it again.
import { Extension, Node, textblockTypeInputRule } from '@tiptap/core';
import { Heading } from '@tiptap/extension-heading';
import { ListItem } from '@tiptap/extension-list';
import { tableEditing, goToNextCell } from '@tiptap/pm/tables';
import { formula, parse } from './profile.js';
import { attribute, global } from './marks.js';

const holders = ['LI', 'TD', 'TH', 'DT', 'DD', 'BLOCKQUOTE'];
const node = (name, tag, more) => Node.create({
  name,
  addAttributes: () => global(),
  parseHTML: () => [{ tag }],
  renderHTML: ({ HTMLAttributes }) => [tag, HTMLAttributes, 0],
  ...more,
});

// Whether a paragraph in such a holder has its own element.
const tagged = {
  tagged: {
    default: false,
    parseHTML: element => element.localName === 'p' && holders.includes(element.parentElement?.tagName),
    renderHTML: values => values.tagged ? { 'data-tagged': '' } : {},
  },
};

export const globals = Extension.create({
  name: 'globals',
  addGlobalAttributes: () => [
    { types: ['paragraph'], attributes: tagged },
    { types: ['paragraph', 'heading', 'bulletList', 'orderedList', 'listItem', 'blockquote'], attributes: global() },
    { types: ['orderedList'], attributes: { ...attribute('type'), ...attribute('reversed'), ...attribute('start', { default: 1, parseHTML: element => Number(element.getAttribute('start')) || 1, renderHTML: values => values.start === 1 ? {} : { start: values.start } }) } },
    { types: ['listItem'], attributes: attribute('value') },
  ],
});

const span = name => ({ [name]: { default: 1, parseHTML: element => Number(element.getAttribute(name)) || 1, renderHTML: values => values[name] === 1 ? {} : { [name]: values[name] } } });
const cell = (name, tag, role, more = {}) => node(name, tag, {
  content: 'block+',
  tableRole: role,
  isolating: true,
  addAttributes: () => ({ ...span('colspan'), ...span('rowspan'), colwidth: { default: null, rendered: false }, ...more, ...global() }),
});

const inCell = command => ({ editor }) => command(editor.state, editor.view.dispatch);
const rows = node('tableRows', 'tbody', {
  content: 'tableRow+', tableRole: 'table', isolating: true,
  parseHTML: () => [],
  addProseMirrorPlugins: () => [tableEditing()],
  addKeyboardShortcuts() {
    return {
      Tab: () => inCell(goToNextCell(1))(this) || (this.editor.isActive('tableRows') && this.editor.commands.addRow() && inCell(goToNextCell(1))(this)),
      'Shift-Tab': () => inCell(goToNextCell(-1))(this),
    };
  },
});
// ProseMirror asks for the role of a node in its specification, which TipTap does not hand on by itself.
const roles = Extension.create({ name: 'tableRoles', extendNodeSchema: extension => ({ tableRole: extension.config.tableRole }) });

const rowSection = row => ({ THEAD: 'head', TFOOT: 'foot' })[row.parentElement?.tagName] ?? null;

// New headings stand below that of their section, which is of the second level; what a text has already stays.
const heading = Heading.extend({
  addInputRules() {
    return [3, 4, 5, 6].map(level => textblockTypeInputRule({ find: level === 3 ? /^#{1,3}\s$/ : new RegExp(`^#{${level}}\\s$`), type: this.type, getAttributes: { level } }));
  },
  addKeyboardShortcuts() {
    return Object.fromEntries([3, 4, 5, 6].map(level => [`Mod-Alt-${level}`, () => this.editor.commands.toggleHeading({ level })]));
  },
}).configure({ levels: [2, 3, 4, 5, 6] });

export const nodes = [
  globals, roles,
  ListItem.extend({ content: 'block+' }), heading,
  node('definitionList', 'dl', { group: 'block', content: '(definitionTerm | definition)+' }),
  node('definitionTerm', 'dt', { content: 'block+', defining: true }),
  node('definition', 'dd', { content: 'block+', defining: true }),
  node('table', 'table', { group: 'block', content: 'tableCaption? tableRows', isolating: true }),
  node('tableCaption', 'caption', { content: 'inline*', defining: true }),
  rows,
  node('tableRow', 'tr', { content: '(tableCell | tableHeader)*', tableRole: 'row', addAttributes: () => ({ section: { default: null, parseHTML: rowSection, renderHTML: values => values.section ? { 'data-section': values.section } : {} }, ...global() }) }),
  cell('tableCell', 'td', 'cell'),
  cell('tableHeader', 'th', 'header_cell', attribute('scope')),
  // A place that a link leads to, with nothing in it.
  node('place', 'span', { group: 'inline', inline: true, atom: true, priority: 2000, parseHTML: () => [{ tag: 'span', priority: 100, getAttrs: element => element.id && element.childNodes.length === 0 ? null : false }], renderHTML: ({ HTMLAttributes }) => ['span', HTMLAttributes] }),
  node('formula', 'math', {
    group: 'inline', inline: true, atom: true,
    addAttributes: () => ({ source: { default: '', parseHTML: formula, rendered: false } }),
    renderHTML: ({ node: { attrs } }) => parse(attrs.source).querySelector('math') ?? ['span'],
  }),
];
