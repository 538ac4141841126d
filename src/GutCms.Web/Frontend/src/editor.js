// The editor of content. The form works without any of this; see Pages/Admin/Content/_Editor.cshtml.
import { makeRich } from './editor/rich.js';
import { keepBlocks } from './editor/blocks.js';
import { makePickers } from './editor/pick.js';
import { makePictures } from './editor/pictures.js';
import { keepFind } from './editor/find.js';
import { isTouched, keepDraft } from './editor/draft.js';
import { keepCopy } from './editor/copy.js';
import { keepSaving } from './editor/save.js';
import { keepPreview } from './editor/preview.js';
import { keepFaultLinks } from './editor/fields.js';
import { checkFields, keepCount, keepPath, keepSources } from './editor/checks.js';

const form = document.getElementById('editor');
if (form) {
  const wasTouched = isTouched(form);

  // Everything that changes the form by script tells it, as typing does.
  const changed = () => form.dispatchEvent(new Event('input', { bubbles: true }));
  const say = text => { document.getElementById('editor-live').textContent = text; };
  const begin = root => {
    makeRich(form, root);
    makePickers(form, root, { changed, say });
    makePictures(form, root, { changed, say });
    checkFields(root);
  };

  keepBlocks(form, { begin, changed, say });
  keepPath(form);
  keepCount(form);
  begin(form);
  keepSources(form);
  const draft = keepDraft(form, wasTouched);
  keepSaving(form, draft, keepCopy(form, draft, say));
  keepPreview(form);
  keepFaultLinks();
  keepFind(form);

  document.addEventListener('keydown', event => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 's') {
      event.preventDefault();
      form.requestSubmit(document.getElementById('save'));
    }
  });

  // A line that has room for several stays one.
  form.addEventListener('input', event => {
    if (event.target.matches?.('textarea[data-line]') && event.target.value.includes('\n')) {
      event.target.value = event.target.value.replace(/\s*\n\s*/g, ' ');
    }
  });

  // Enter in a line of text would press the first button of the form, which moves a block.
  form.addEventListener('keydown', event => {
    if (event.key === 'Enter' && !event.altKey && event.target.matches('input:not([type=checkbox]), textarea[data-line]')) {
      event.preventDefault();
      if (event.target.matches('#editor > .field [data-title]')) {
        // From the title to the text: its first block, which is begun where there is none.
        const bag = form.querySelector(':scope > [data-bag]');
        const first = bag?.querySelector('[data-block]');
        first?.querySelector(':scope > details')?.setAttribute('open', '');
        first ? first.querySelector('input:not([type=hidden]), textarea:not([hidden])')?.focus() : bag?.querySelector('[data-add]')?.click();
      }
    }
  });
}
