import { retracted } from './approved.ts';
import { isFormula, leadsTo, linked, meant, nameOf, pictured, plain, sign, wordsOf } from './words.ts';

// What a page may be made of where it shows approved text: what may stand in it, and what templates add around it.
const known = new Set((
  'a abbr b bdi bdo br cite code em i q s small span strong sub sup u p h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote hr table caption thead tbody tfoot tr th td ' +
  'address article aside details div figcaption figure footer h1 header hgroup main nav pre section summary data del dfn ins kbd mark samp time var wbr colgroup col img picture source'
).split(' '));
const labels = ['aria-label', 'aria-description', 'aria-roledescription', 'aria-valuetext', 'aria-placeholder', 'aria-braillelabel', 'aria-brailleroledescription'];

/** Bullets and quotation marks, which say nothing. */
const ornaments = /[\s\u200b•‣◦▪▫■□●○“”„‚‘’«»‹›▸▾►▼]/gu;
const bullets = new Set(['none', 'disc', 'circle', 'square', 'disclosure-open', 'disclosure-closed']);

/** Where text can be seen, in pixels of the window, and how much of it shines through. */
interface Window {
  left: number;
  top: number;
  right: number;
  bottom: number;
  opacity: number;
}

/**
 * What a page shows of an element, as its reader sees it: without what is not rendered, with what style sheets put before and after, and without what stands beside the approved text (`data-beside`). What cannot be read, such as
 * fields of forms, frames and shadow trees, is a word that no text has, and so is a picture that is not one of the library of `site`, or is cut.
 */
export function wordsShown(element: Element, site: string = location.origin): string[] {
  const ancestors: Element[] = [];
  for (let above = element.parentElement; above; above = above.parentElement) {
    ancestors.unshift(above);
  }

  let window: Window | null = element.checkVisibility({ opacityProperty: true }) ? everywhere() : null;
  for (const above of ancestors) {
    const style = getComputedStyle(above);
    window = window && !isStruck(style) ? within(above, style, window) : null;
  }

  return window ? wordsOf(textShown(element, window, site, true)) : [];
}

// What lies left of a page or above it cannot be scrolled to; in pages from right to left, what lies right of it.
function everywhere(): Window {
  const { documentElement: page, body } = document;
  const style = getComputedStyle(page);
  const [far, cut] = [1e6, [style, getComputedStyle(body)].some(({ overflowX }) => overflowX === 'hidden' || overflowX === 'clip')];
  const toLeft = style.direction === 'rtl';
  return { left: toLeft && !cut ? -far : -scrollX, top: -scrollY, right: toLeft || cut ? page.clientWidth - scrollX : far, bottom: far, opacity: 1 };
}

/** What of the window is left within an element; null: nothing. */
function within(element: Element, style: CSSStyleDeclaration, window: Window): Window | null {
  const opacity = window.opacity * Number.parseFloat(style.opacity);
  if (style.display === 'none' || style.contentVisibility === 'hidden' || !(opacity >= 0.1) || isCut(style)) {
    return null;
  }

  if (style.display === 'contents' || element === document.body || element === document.documentElement || (style.overflowX === 'visible' && style.overflowY === 'visible')) {
    return { ...window, opacity };
  }

  // What can be scrolled to can be seen, in a frame that is large enough.
  const { left, top, right, bottom } = element.getBoundingClientRect();
  const scrolls = (overflow: string) => overflow === 'auto' || overflow === 'scroll';
  const [x, y] = [scrolls(style.overflowX) && right - left > 16, scrolls(style.overflowY) && bottom - top > 16];
  const cut = {
    left: x ? window.left - element.scrollLeft : Math.max(window.left, left),
    right: x ? window.right + element.scrollWidth : Math.min(window.right, right),
    top: y ? window.top - element.scrollTop : Math.max(window.top, top),
    bottom: y ? window.bottom + element.scrollHeight : Math.min(window.bottom, bottom),
    opacity,
  };
  return cut.right > cut.left && cut.bottom > cut.top ? cut : null;
}

const isCut = ({ clip, clipPath, filter, position, maskImage }: CSSStyleDeclaration) =>
  (clip !== 'auto' && clip !== '' && (position === 'absolute' || position === 'fixed')) || (clipPath !== 'none' && clipPath !== '') || (maskImage !== 'none' && maskImage !== '')
  || /opacity|blur|brightness|contrast|url/.test(filter);

const isStruck = (style: CSSStyleDeclaration) => style.textDecorationLine.includes('line-through');

// Whether letters of that style are painted.
const isInked = (style: CSSStyleDeclaration) =>
  style.visibility === 'visible' && Number.parseFloat(style.fontSize) >= 4 && isOpaque(style.color) && isOpaque(style.getPropertyValue('-webkit-text-fill-color'))
  && ['', 'none'].includes(style.getPropertyValue('-webkit-text-security'));

function isOpaque(color: string): boolean {
  const alpha = /^rgba\(.*,\s*([\d.e-]+%?)\)$|\/\s*([\d.e-]+%?)\s*\)$/.exec(color);
  const value = alpha?.[1] ?? alpha?.[2];
  return color !== 'transparent' && (value === undefined || Number.parseFloat(value) / (value.endsWith('%') ? 100 : 1) >= 0.1);
}

function textShown(element: Element, outside: Window, site: string, isRoot = false): string {
  const style = getComputedStyle(element);
  const window = within(element, style, outside);
  // Within what is folded, for example. What has no box of its own says nothing about its content.
  if (!window || (style.display !== 'contents' && !element.checkVisibility())) {
    return '';
  }

  if (element.hasAttribute('data-beside') && !isRoot) {
    return element.getAttribute('data-beside') === 'retracted' && seen(element, window) ? retracted : '';
  }

  const name = nameOf(element);
  if ((!known.has(name) && !isFormula(element)) || element.shadowRoot || element.getAttribute('aria-hidden') === 'true' || style.content !== 'normal') {
    return sign('unreadable');
  }

  const label = labels.map(attribute => element.getAttribute(attribute) ?? '').filter(text => text.trim() !== '').map(text => ` ${plain(text)} `).join('');
  if (name === 'img') {
    return label + pictureShown(element as HTMLImageElement, style, window, site);
  }

  const inner = [...element.childNodes].map(child =>
    child.nodeType === Node.TEXT_NODE ? textRendered(child, style, window) : child.nodeType === Node.ELEMENT_NODE ? textShown(child as Element, window, site) : '').join('');
  const text = label + generated(element, style, '::before') + inner + generated(element, style, '::after');
  const said = isRoot ? text : meant(element, name === 'a' ? linked(text, leadsTo(element.getAttribute('href'), element.baseURI, site)) : text, ...meaningOf(element, name, style));
  return name === 'br' || (!isFormula(element) && !/^(inline|contents|ruby)/.test(style.display)) ? `\n${itemMark(element, style)}${said}\n` : said;
}

// A picture with its alternative text, where it can be seen whole. What its bytes are is known of those that the site itself serves.
function pictureShown(image: HTMLImageElement, style: CSSStyleDeclaration, window: Window, site: string): string {
  const boxes = [...image.getClientRects()].filter(({ width, height }) => width > 0 && height > 0);
  if (style.visibility !== 'visible' || boxes.length === 0 || !boxes.every(box => isWithin(box, window))) {
    return '';
  }

  const hash = hashIn(image.currentSrc || image.src, site);
  const alt = ` ${plain(image.alt)} `;
  return hash === undefined || image.useMap !== '' || isCropped(image, style) || isMirrored(image) ? sign('picture') + alt : pictured(hash) + alt;
}

// Whole pictures only: nobody has approved what a crop leaves out.
function hashIn(address: string, site: string): string | undefined {
  try {
    const [url, { origin, pathname }] = [new URL(address, location.href), new URL(site, location.href)];
    const root = `${pathname.replace(/\/+$/, '')}/media/`;
    return url.origin === origin && url.pathname.startsWith(root) ? /^([0-9a-f]{64})\/(?:original|\d+)\.(?:jpg|png|webp)$/.exec(url.pathname.slice(root.length))?.[1] : undefined;
  } catch {
    return undefined;
  }
}

function isCropped({ naturalWidth, naturalHeight, clientWidth, clientHeight }: HTMLImageElement, style: CSSStyleDeclaration): boolean {
  const { objectFit } = style;
  const stretch = (clientWidth * naturalHeight) / (clientHeight * naturalWidth);
  return !['', 'none'].includes(style.getPropertyValue('object-view-box')) || (objectFit === 'cover' && (stretch > 1.03 || stretch < 0.97)) || (objectFit === 'none' && (naturalWidth > clientWidth || naturalHeight > clientHeight));
}

// Left and right of a picture are what was approved: whoever turns it over twice shows it as it is.
function isMirrored(image: Element): boolean {
  let turned = false;
  for (let element: Element | null = image; element; element = element.parentElement) {
    const { display, transform, scale } = getComputedStyle(element);
    // What is no box of its own is not turned.
    if (element !== image && ['inline', 'contents'].includes(display)) {
      continue;
    }

    const { a, b, c, d } = new DOMMatrixReadOnly(transform === 'none' ? '' : transform);
    const [x = 1, y = x] = scale === 'none' || scale === '' ? [] : scale.split(' ').map(Number.parseFloat);
    turned = turned !== ((a * d - b * c) * x * y < 0);
  }

  return turned;
}

// What a style makes of an element: struck, raised, lowered, turned around, numbered.
function meaningOf(element: Element, name: string, style: CSSStyleDeclaration): string[] {
  const around = element.parentElement ? getComputedStyle(element.parentElement) : style;
  return [
    isStruck(style) ? 'struck' : '',
    !['sup', 'sub'].includes(name) && ['super', 'sub'].includes(style.verticalAlign) ? style.verticalAlign : '',
    name !== 'bdo' && style.unicodeBidi.includes('override') ? 'override' : '',
    // Browsers write formulas from left to right, whatever stands around.
    !element.hasAttribute('dir') && style.direction !== (name === 'math' ? 'ltr' : around.direction) ? style.direction : '',
    name === 'li' ? numbered(element, style) : '',
    [style.counterReset, style.counterSet, style.counterIncrement].some(counter => counter.includes('list-item') && !isOwnCounter(name, counter)) ? 'counted' : '',
  ];
}

// What a browser itself says of lists where it tells it.
const isOwnCounter = (name: string, counter: string) => (name === 'ol' || name === 'ul' ? /^list-item 0$/ : /^list-item 1$/).test(counter) && ['ol', 'ul', 'li'].includes(name);

function numbered(item: Element, style: CSSStyleDeclaration): string {
  const isPlain = !style.display.includes('list-item') || style.listStyleImage !== 'none' || bullets.has(style.listStyleType) || style.listStyleType.startsWith('"');
  return isPlain || getComputedStyle(item, '::marker').content !== 'normal' ? '' : style.listStyleType;
}

// What stands before an item of a list by other means than numbers.
function itemMark(element: Element, style: CSSStyleDeclaration): string {
  if (!style.display.includes('list-item')) {
    return '';
  }

  const type = nameOf(element) !== 'li' && !bullets.has(style.listStyleType) && !style.listStyleType.startsWith('"') ? sign(style.listStyleType) : stringsIn(style.listStyleType);
  return type + generated(element, style, '::marker');
}

const stringsIn = (value: string) => {
  const text = [...value.matchAll(/"((?:[^"\\]|\\.)*)"/gs)].map(match => plain(match[1]!.replace(/\\(.)/gs, '$1'))).join('');
  return text.replace(ornaments, '') === '' ? '' : text;
};

// Bullets and quotation marks are no words; everything else is, also signs and numbers that a style sheet counts.
function generated(element: Element, style: CSSStyleDeclaration, pseudo: string): string {
  const { content: whole, display, quotes } = getComputedStyle(element, pseudo);
  if (whole === 'none' || whole === 'normal' || whole === '' || display === 'none') {
    return '';
  }

  // Pictures are not read.
  const content = whole.replace(/url\("(?:[^"\\]|\\.)*"\)/gs, '');

  const quoted = /(open|close)-quote/.test(content) && (quotes || style.quotes) !== 'auto' ? stringsIn(quotes || style.quotes) : '';
  const named = [...content.matchAll(/attr\(\s*([\w-]+)[^)]*\)/g)].map(match => plain(element.getAttribute(match[1]!))).join('');
  return stringsIn(content) + quoted + (named.replace(ornaments, '') === '' ? '' : named) + (/counters?\(/.test(content) ? sign('counted') : '');
}

// The characters of a text if all of them are rendered where they can be seen, and none otherwise.
function textRendered(node: Node, style: CSSStyleDeclaration, window: Window): string {
  const text = plain(node.nodeValue);
  if (text.trim() === '') {
    return text;
  }

  const element = node.parentElement!;
  const special = ['::first-letter', '::first-line'].map(pseudo => getComputedStyle(element, pseudo));
  return isInked(style) && special.every(isInked) && seen(node, window) ? text : '';
}

function seen(node: Node, window: Window): boolean {
  const range = document.createRange();
  range.selectNodeContents(node);
  const boxes = [...range.getClientRects()].filter(({ width, height }) => width > 0 && height > 0);
  return boxes.length > 0 && boxes.every(box => isWithin(box, window));
}

// Lines that stand close reach over the box of their element.
const isWithin = ({ left, top, right, bottom, height }: DOMRect, window: Window) =>
  height >= 4 && left >= window.left - 2 && right <= window.right + 2 && top >= window.top - height / 2 && bottom <= window.bottom + height / 2;
