// A session that has ended is begun anew in a dialogue over the page: nothing on it moves.
const tokenName = '__RequestVerificationToken';
const parse = async answer => new DOMParser().parseFromString(await answer.text(), 'text/html');
const tokenIn = page => page.querySelector(`input[name=${tokenName}]`)?.value;
let going = null;

const send = async (address, values) => {
  const page = await parse(await fetch(address));
  return await fetch(address, { method: 'POST', body: new URLSearchParams({ ...values, [tokenName]: tokenIn(page) }) });
};

// Whoever is signed in now; the tokens of the page are made theirs when it is the same person.
const adopt = async form => {
  const answer = await fetch(location.href, { headers: { 'HX-Request': 'true' } });
  if (!answer.ok) {
    return 'wrong';
  }

  const page = await parse(answer);
  if (page.getElementById('editor')?.dataset.person !== form.dataset.person) {
    return 'other';
  }

  document.querySelectorAll(`input[name=${tokenName}]`).forEach(field => { field.value = tokenIn(page); });
  return null;
};

const ask = form => new Promise(resolve => {
  const dialog = document.getElementById('renew');
  const [fault, code] = [dialog.querySelector('[data-fault]'), dialog.querySelector('[data-code]')];
  const before = document.activeElement;
  const close = is => {
    dialog.close();
    dialog.querySelectorAll('input[type=password], [data-code] input').forEach(field => { field.value = ''; });
    before?.focus?.({ preventScroll: true });
    resolve(is);
  };
  const tell = name => {
    fault.textContent = fault.dataset[name];
    fault.hidden = false;
  };
  const attempt = async () => {
    const values = dialog.querySelector('form').elements;
    fault.hidden = true;
    try {
      const address = new URL(code.hidden ? dialog.dataset.signIn : dialog.dataset.secondFactor, location.href);
      const answer = await send(address, code.hidden ? { UserName: values.UserName.value, Password: values.Password.value } : { Code: values.Code.value });
      if (new URL(answer.url).pathname === new URL(dialog.dataset.secondFactor, location.href).pathname && answer.ok) {
        code.hidden = false;
        values.Code.focus();
        return;
      }

      const why = answer.ok ? await adopt(form) : 'wrong';
      why ? tell(why) : close(true);
    } catch {
      tell('offline');
    }
  };

  dialog.querySelector('form').onsubmit = event => {
    event.preventDefault();
    attempt();
  };
  dialog.querySelector('[data-elsewhere]').onclick = async () => {
    try {
      const why = await adopt(form);
      why ? tell(why) : close(true);
    } catch {
      tell('offline');
    }
  };
  dialog.oncancel = event => {
    event.preventDefault();
    close(false);
  };
  dialog.querySelector('[data-later]').onclick = () => close(false);
  code.hidden = true;
  fault.hidden = true;
  dialog.showModal();
  dialog.querySelector('[name=Password]').focus();
});

/** Asks once, however many requests were turned away; true: signed in again. */
export const renew = form => {
  going ??= ask(form).finally(() => { going = null; });
  return going;
};
