// Forms with data-passkey ask the browser for a passkey before they are sent. Without this script, or in a browser that knows none, they stay hidden.
const known = 'PublicKeyCredential' in window && 'parseRequestOptionsFromJSON' in PublicKeyCredential;

for (const form of document.querySelectorAll('form[data-passkey]')) {
  if (known && location.origin === form.dataset.origin) {
    form.hidden = false;
    document.querySelectorAll('[data-passkey-missing]').forEach(note => { note.hidden = true; });
    form.addEventListener('submit', event => {
      event.preventDefault();
      send(form);
    });
  }
}

async function send(form) {
  const button = form.querySelector('button');
  const fault = form.querySelector('[data-passkey-fault]');
  fault.hidden = true;
  button.disabled = true;
  try {
    const answer = await fetch(form.dataset.options, { method: 'POST', body: new FormData(form) });
    const question = await answer.json();
    if (!answer.ok) throw new Refused(question.message);
    const credential = form.dataset.passkey === 'create'
      ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(question.options) })
      : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(question.options) });
    form.elements.State.value = question.state;
    form.elements.Credential.value = JSON.stringify(credential.toJSON());
    // What was proved already is not sent twice.
    form.querySelectorAll('[name=Password], [name=Code]').forEach(field => { field.disabled = true; });
    form.submit();
  } catch (error) {
    const words = { SecurityError: form.dataset.elsewhere, InvalidStateError: form.dataset.known };
    fault.textContent = error instanceof Refused ? error.message : words[error.name] ?? form.dataset.cancelled;
    fault.hidden = false;
    button.disabled = false;
    button.focus();
  }
}

class Refused extends Error {}
