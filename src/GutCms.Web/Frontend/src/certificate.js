// Verifies a review certificate in the browser: the same code as sites use (packages/client, docs/certificates.md).
import { verifyCertificate } from '../../../../packages/client/src/verify.ts';

// The name of what is wrong; null when the certificate holds and vouches for the document.
const verify = async ({ jws, keys, status, issuer, delivered }) => {
  const [jwks, statusList] = await Promise.all([
    fetch(keys).then(response => response.json()),
    status ? fetch(status, { headers: { Accept: 'application/statuslist+jwt' } }).then(response => response.text()) : null,
  ]);
  const { fault, warnings } = await verifyCertificate(jws, JSON.parse(delivered), { issuer, keys: jwks, statusList });
  return fault ?? (warnings.some(warning => warning === 'noStatus' || warning === 'statusNotChecked') ? 'unlisted' : null);
};

export const keepCertificate = root => {
  const card = root.querySelector('[data-certificate]');
  const button = card?.querySelector('[data-verify]');
  const verdict = card?.querySelector('[data-verdict]');
  if (!button) {
    return;
  }

  button.addEventListener('click', async () => {
    verdict.textContent = card.dataset.checking;
    verdict.className = 'verdict';
    let fault;
    try {
      fault = await verify(card.dataset);
    } catch {
      fault = 'failed';
    }

    verdict.textContent = fault ? card.dataset[fault] ?? card.dataset.failed : card.dataset.valid;
    verdict.classList.add(fault ? 'is-fault' : 'is-valid');
  });
  // Until here a press would have been lost.
  button.disabled = false;
};
