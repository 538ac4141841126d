// The editor of content. The form works without any of this; see Pages/Admin/Content/_Editor.cshtml.
import { makeRich } from './editor/rich.js';
import { keepBlocks } from './editor/blocks.js';
import { keepPickers } from './editor/pick.js';
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
    checkFields(root);
  };

  keepBlocks(form, { begin, changed, say });
  keepPickers(form, { changed, say });
  keepPath(form);
  keepCount(form);
  begin(form);
  keepSources(form);
  const draft = keepDraft(form, wasTouched);
  keepSaving(form, draft, keepCopy(form, draft, say));
  keepPreview(form);
  keepFaultLinks();

  document.addEventListener('keydown', event => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 's') {
      event.preventDefault();
      form.requestSubmit(document.getElementById('save'));
    }
  });

  // Enter in a line of text would press the first button of the form, which moves a block.
  form.addEventListener('keydown', event => {
    if (event.key === 'Enter' && event.target.matches('input:not([type=checkbox])')) {
      event.preventDefault();
    }
  });
}
