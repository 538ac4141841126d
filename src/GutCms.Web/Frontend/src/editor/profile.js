// What the HTML profile of the server allows (GutCms.Core/Content/Html/HtmlProfile.cs), and the one form in which both write it.
export const inline = ['a', 'abbr', 'b', 'bdi', 'bdo', 'br', 'cite', 'code', 'em', 'i', 'q', 's', 'small', 'span', 'strong', 'sub', 'sup', 'u'];
export const blocks = ['p', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'li', 'dl', 'dt', 'dd', 'blockquote', 'hr', 'table', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td'];
export const everywhere = ['dir', 'lang', 'id'];
export const attributes = {
  a: ['href', 'rel', 'title'], abbr: ['title'], li: ['value'], ol: ['start', 'type', 'reversed'], td: ['colspan', 'rowspan'], th: ['colspan', 'rowspan', 'scope'],
};

const tokens = ['mi', 'mn', 'mo', 'ms', 'mtext'];
const layouts = ['math', 'mfrac', 'mmultiscripts', 'mover', 'mprescripts', 'mroot', 'mrow', 'mspace', 'msqrt', 'mstyle', 'msub', 'msubsup', 'msup', 'mtable', 'mtd', 'mtr', 'munder', 'munderover', 'none'];
const formulaAttributes = [
  'display', 'dir', 'mathvariant', 'displaystyle', 'form', 'fence', 'separator', 'stretchy', 'symmetric', 'largeop', 'movablelimits', 'accent', 'accentunder',
  'linethickness', 'lspace', 'rspace', 'width', 'height', 'depth', 'columnspan', 'rowspan',
];
const schemes = ['http', 'https', 'mailto', 'sms', 'tel'];
const mathml = 'http://www.w3.org/1998/Math/MathML';

export const isFormula = node => node.namespaceURI === mathml;

const oneOf = (...words) => value => words.includes(value) ? value : null;
const count = value => /^\d+$/.test(value) && Number(value) >= 1 && Number(value) <= 1000 ? String(Number(value)) : null;
const rules = {
  href: value => isSafeLink(value.trim()) ? value.trim() : null,
  rel: value => ['nofollow', 'sponsored', 'ugc'].filter(word => value.toLowerCase().split(/\s+/).includes(word)).join(' ') || null,
  title: value => value || null,
  start: count, value: count, colspan: count, rowspan: count,
  type: oneOf('1', 'a', 'A', 'i', 'I'),
  reversed: () => '',
  scope: value => oneOf('row', 'col', 'rowgroup', 'colgroup')(value.toLowerCase()),
  dir: value => oneOf('ltr', 'rtl', 'auto')(value.toLowerCase()),
  lang: value => /^[a-zA-Z0-9-]{1,35}$/.test(value) ? value : null,
  id: value => value.length <= 64 && /^note-[a-z0-9]+(-[a-z0-9]+)*$/.test(value) ? value : null,
};

const formulaRule = name => ({
  display: oneOf('block', 'inline'), dir: oneOf('ltr', 'rtl'), form: oneOf('prefix', 'infix', 'postfix'),
  mathvariant: value => /^[a-z]{4,10}(-[a-z]{4,10}){0,3}$/.test(value) ? value : null,
  columnspan: value => /^\d{1,2}$/.test(value) && Number(value) > 0 ? value : null,
  rowspan: value => /^\d{1,2}$/.test(value) && Number(value) > 0 ? value : null,
})[name] ?? (/^(linethickness|[lr]space|width|height|depth)$/.test(name)
  ? value => /^\d{1,3}(\.\d{1,3})?(em|ex|px|pt|%)?$/.test(value) ? value : null
  : oneOf('true', 'false'));

// The rule of HtmlAttributes.IsSafeLink.
export const isSafeLink = address => {
  if (address === '' || address.startsWith('//') || address.includes('&#') || /[\s\\\p{Cc}]/u.test(address)) {
    return false;
  }

  const colon = address.indexOf(':');
  const end = address.search(/[/#]/);
  return colon < 0 || (end >= 0 && end < colon) || schemes.includes(address.slice(0, colon).toLowerCase());
};

/** The value of an attribute as it is written, or null when it goes. */
export const said = (element, name) => element.hasAttribute(name) ? rules[name](element.getAttribute(name)) : null;

/** Those attributes of an element that stay, with their values. */
export const kept = element => [...attributes[element.localName] ?? [], ...everywhere]
  .map(name => [name, said(element, name)]).filter(([, value]) => value !== null);

const escape = text => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\u00a0', '&nbsp;');
const quote = text => escape(text).replaceAll('"', '&quot;');
const open = (name, pairs) => `<${name}${pairs.map(([key, value]) => ` ${key}="${quote(value)}"`).join('')}>`;

const token = (name, text) => text === '' ? '' : `<${name}>${escape(text)}</${name}>`;
const argumentsOf = element => {
  const [before, between, after] = element.localName === 'mfenced'
    ? [element.getAttribute('open') ?? '(', (element.getAttribute('separators')?.trim() ?? ',').slice(0, 1), element.getAttribute('close') ?? ')'] : ['', '', ''];
  let arguments_ = 0;
  const inside = [...element.childNodes].map(child => child.nodeType === Node.TEXT_NODE
    ? child.data.trim() === '' ? '' : token('mtext', child.data)
    : child.nodeType === Node.ELEMENT_NODE ? (arguments_++ > 0 ? token('mo', between) : '') + (isFormula(child) ? formula(child) : token('mtext', child.textContent)) : '');
  return token('mo', before) + inside.join('') + token('mo', after);
};

/** A formula in the form in which the server writes it. */
export const formula = element => {
  const name = element.localName;
  if (name === 'annotation' || name === 'annotation-xml') {
    return '';
  }

  const tag = tokens.includes(name) || (layouts.includes(name) && (name !== 'math' || !element.parentNode || !isFormula(element.parentNode))) ? name : 'mrow';
  const pairs = formulaAttributes.filter(key => element.hasAttribute(key)).map(key => [key, formulaRule(key)(element.getAttribute(key))]).filter(([, value]) => value !== null);
  return `${open(tag, pairs)}${tokens.includes(tag) ? escape(element.textContent) : argumentsOf(element)}</${tag}>`;
};

/** HTML of nodes that hold nothing but what the profile allows. */
export const write = nodes => [...nodes].map(node => {
  if (node.nodeType === Node.TEXT_NODE) {
    return escape(node.data);
  }

  if (node.nodeType !== Node.ELEMENT_NODE) {
    return '';
  }

  const name = node.localName;
  return isFormula(node) ? formula(node) : `${open(name, kept(node))}${name === 'br' || name === 'hr' ? '' : `${write(node.childNodes)}</${name}>`}`;
}).join('');

export const parse = html => new DOMParser().parseFromString(`<!doctype html><html><body>${html}`, 'text/html').body;
