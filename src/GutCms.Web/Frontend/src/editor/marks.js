// Marks of the editor: one for each element of the profile that stands within a line, each with language, direction and a place that links lead to.
import { Mark } from '@tiptap/core';
import Link from '@tiptap/extension-link';
import { everywhere, isSafeLink, said } from './profile.js';

export const attribute = (name, more = {}) => ({
  [name]: { default: null, keepOnSplit: name !== 'id' && name !== 'value', parseHTML: element => said(element, name), renderHTML: values => values[name] === null ? {} : { [name]: values[name] }, ...more },
});
export const global = () => Object.assign({}, ...everywhere.map(name => attribute(name)));

const mark = (tag, names = [], more = {}) => Mark.create({
  name: tag,
  addAttributes: () => ({ ...Object.assign({}, ...names.map(name => attribute(name))), ...global() }),
  parseHTML: () => [{ tag }],
  renderHTML: ({ HTMLAttributes }) => [tag, HTMLAttributes, 0],
  ...more,
});

// Keys toggle the element that people mean; its look-alike goes along.
const toggled = (tag, alike, keys) => mark(tag, [], {
  addKeyboardShortcuts() {
    return Object.fromEntries(keys.map(key => [key, () => toggle(this.editor, tag, alike)]));
  },
});

/** Sets or takes away a mark; what looks the same (b and strong) is taken away with it, and what excludes it (sub and sup). */
export const toggle = (editor, tag, alike) => {
  const { active, others } = { active: editor.isActive(tag) || alike.some(([name, same]) => same && editor.isActive(name)), others: alike.map(([name]) => name) };
  const chain = others.reduce((all, name) => all.unsetMark(name), editor.chain().focus());
  return (active ? chain.unsetMark(tag) : chain.setMark(tag)).run();
};

export const alikes = { strong: [['b', true]], em: [['i', true]], sup: [['sub', false]], sub: [['sup', false]], s: [], u: [], code: [], small: [], q: [], cite: [] };

export const marks = [
  Link.extend({ addAttributes: () => ({ ...attribute('href'), ...attribute('rel'), ...attribute('title'), ...global() }), inclusive: false }).configure({
    openOnClick: false, HTMLAttributes: { target: null, rel: null, class: null }, isAllowedUri: address => isSafeLink(address ?? ''), shouldAutoLink: address => /^https?:/i.test(address),
  }),
  mark('span', [], { excludes: '', priority: 900, parseHTML: () => [{ tag: 'span', getAttrs: element => everywhere.some(name => said(element, name) !== null) ? null : false }] }),
  mark('abbr', ['title'], { priority: 890, inclusive: false }),
  mark('bdo', [], { priority: 880 }), mark('bdi', [], { priority: 870 }), mark('q', [], { priority: 860 }), mark('cite', [], { priority: 850 }),
  toggled('strong', alikes.strong, ['Mod-b', 'Mod-B']), toggled('em', alikes.em, ['Mod-i', 'Mod-I']), mark('b'), mark('i'),
  toggled('u', [], ['Mod-u', 'Mod-U']), toggled('s', [], ['Mod-Shift-s', 'Mod-Shift-S']), mark('small'),
  toggled('sub', alikes.sub, ['Mod-,']), toggled('sup', alikes.sup, ['Mod-.']), toggled('code', [], ['Mod-e', 'Mod-E']),
];
