// Pastes HTML that nobody wrote, of fixed seeds, and compares the words: those that went in come out in their order, none runs into another, or the report names it.
async (element, [first, count]) => {
  const inline = ['b', 'i', 'span', 'a href="/x"', 'sup', 'sub', 'code', 'font', 'u', 's', 'em class="a"', 'strong', 'q', 'abbr title="t"', 'mark', 'x-y', 'ins', 'del', 'small', 'a name="k"', 'span hidden', 'a href="javascript:x"', 'button'];
  const blocks = ['p', 'div', 'h1', 'h2', 'h3', 'ul', 'ol', 'table', 'blockquote', 'dl', 'section', 'pre', 'details', 'figure', 'p class="MsoListParagraph"', 'center', 'fieldset', 'div dir="rtl"', 'p lang="fr"', 'article', 'noscript'];
  const soup = seed => {
    let state = seed >>> 0;
    let words = 0;
    const any = most => {
      state = (Math.imul(state ^ (state >>> 15), 2246822519) + 0x9e3779b9) >>> 0;
      return (state >>> 8) % most;
    };
    const of = list => list[any(list.length)];
    const word = () => `w${++words}x`;
    const some = (most, make) => Array.from({ length: 1 + any(most) }, make).join('');
    const tag = (name, content) => `<${name}>${content}</${name.split(' ')[0]}>`;
    const phrase = depth => some(3, () => (any(4) < 2 || depth > 2 ? word() : tag(of(inline), phrase(depth + 1))) + ' ' + (any(9) === 0 ? '<br>' : '') + (any(14) === 0 ? '<img src="a.png"> ' : ''));
    const flow = depth => some(3, () => {
      const inner = () => depth < 3 && any(2) ? flow(depth + 1) : any(3) === 0 ? word() : phrase(0);
      const block = of(blocks);
      const name = block.split(' ')[0];
      return any(5) === 0 ? phrase(0)
        : /^[uo]l$/.test(name) ? tag(block, some(3, () => any(6) === 0 ? tag('ul', tag('li', inner())) : tag('li', inner())))
          : name === 'table' ? tag(block, (any(3) ? '' : tag('caption', phrase(1))) + some(2, () => tag('tr', some(3, () => tag(any(3) ? 'td' : 'th', inner())))))
            : name === 'dl' ? tag(block, tag('dt', phrase(1)) + tag('dd', inner()))
              : name === 'details' ? tag(block, tag('summary', phrase(1)) + inner())
                : /^(p|h\d|pre)$/.test(name) ? tag(block, any(3) ? phrase(0) : word()) : tag(block, inner());
    });
    return flow(0);
  };

  const parse = html => new DOMParser().parseFromString(html, 'text/html').body;
  const blockTag = /<\/?(?:p|h\d|ul|ol|li|table|tbody|tr|td|th|caption|dl|dt|dd|blockquote|br|hr)(?: [^>]*)?>/g;
  const area = element.closest('.field').querySelector('textarea[data-rich]');
  const faults = [];
  for (let seed = first; seed < first + count; seed++) {
    const html = soup(seed);
    element.editor.commands.clearContent(true);
    element.closest('.rich').querySelector('.paste-report')?.remove();
    const clipboard = new DataTransfer();
    clipboard.setData('text/html', html);
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: clipboard, bubbles: true, cancelable: true }));
    await Promise.resolve();
    const named = new Set(element.closest('.rich').querySelector('.paste-report [data-list]')?.textContent.match(/w\d+x/g));
    const came = (parse(area.value.replaceAll(blockTag, ' ')).textContent.match(/[^\s\u00a0]*w\d+x[^\s\u00a0]*/g) ?? []);
    const went = (parse(html).textContent.match(/w\d+x/g) ?? []).filter(word => came.includes(word) || !named.has(word));
    if (went.join(' ') !== came.join(' ')) {
      faults.push(`${seed}: ${html}\n  went ${went.join(' ')}\n  came ${came.join(' ')}`);
    }
  }

  return faults;
}
