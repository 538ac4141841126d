// Reads what the clipboard holds without telling the content security policy about each style and event handler: a document that is parsed with them would have every one reported.
// A reader of tags and nothing else: words that look like mark-up are left alone.

// End of a tag that begins at the place given: behind the next > that stands in no quotes.
const endOf = (html, from) => {
  for (let at = from, quote = ''; at < html.length; at++) {
    const character = html[at];
    if (quote) {
      quote = character === quote ? '' : quote;
    } else if (character === '>') {
      return at + 1;
    } else if ((character === '"' || character === "'") && /=\s*$/.test(html.slice(Math.max(from, at - 40), at))) {
      quote = character;
    }
  }

  return html.length;
};

const attribute = /([^\s"'<>/=]+)(?:(\s*=\s*)("[^"]*"|'[^']*'|[^\s"'=<>`]+))?/g;
const reported = key => /^(style$|on)/i.test(key);
const muted = tag => {
  const name = /^<[a-z][^\s/>]*/i.exec(tag)[0];
  return name + tag.slice(name.length).replace(attribute, (whole, key, equals = '', value = '') => reported(key) ? `data-${key}${equals}${value}` : whole);
};

/** The same mark-up with styles in `data-style` and handlers in `data-on…`, without comments, declarations and the text of style sheets, which is handed over apart. */
export const quiet = html => {
  const [out, sheets] = [[], []];
  for (let at = 0; at < html.length;) {
    const open = html.indexOf('<', at);
    if (open < 0) {
      out.push(html.slice(at));
      break;
    }

    out.push(html.slice(at, open));
    if (html.startsWith('<!--', open)) {
      const end = html.indexOf('-->', open + 4);
      at = end < 0 ? html.length : end + 3;
    } else if (/^<[!?]/.test(html.slice(open, open + 2))) {
      at = endOf(html, open);
    } else if (/^<[a-z]/i.test(html.slice(open, open + 2))) {
      const end = endOf(html, open);
      const name = /^<([a-z][^\s/>]*)/i.exec(html.slice(open, end))[1].toLowerCase();
      if (name === 'style' || name === 'script' || name === 'xml') {
        const close = html.toLowerCase().indexOf(`</${name}`, end);
        const text = html.slice(end, close < 0 ? html.length : close);
        if (name === 'style') {
          sheets.push(text);
        } else if (name === 'script') {
          out.push('<meta data-script>');
        }

        at = close < 0 ? html.length : endOf(html, close);
      } else {
        out.push(muted(html.slice(open, end)));
        at = end;
      }
    } else {
      out.push('<');
      at = open + 1;
    }
  }

  return { html: out.join(''), sheet: sheets.join('\n') };
};

/** The declarations of a style attribute. */
export const declarations = text => Object.fromEntries((text ?? '').split(';').map(one => {
  const at = one.indexOf(':');
  return [one.slice(0, at).trim().toLowerCase(), one.slice(at + 1).trim().toLowerCase()];
}).filter(([name]) => name !== ''));

/** Rules of a style sheet for one class, as Pages and Word write them: `p.p1`, `.MsoTitle`. */
export const classes = sheet => {
  const found = new Map();
  for (const [, selectors, body] of sheet.replace(/\/\*[\s\S]*?\*\/|<!--|-->/g, '').matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    for (const selector of selectors.split(',')) {
      const match = /^\s*([a-z0-9]*)\.([\w-]+)\s*$/i.exec(selector);
      if (match) {
        const key = `${match[1].toLowerCase()}.${match[2]}`;
        found.set(key, { ...found.get(key), ...declarations(body) });
      }
    }
  }

  return found;
};
