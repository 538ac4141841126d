// Verifies a review certificate in the browser: signature against the key set of the site, then the hash of the text (docs/certificates.md).
const bytesOf = base64url => Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), letter => letter.charCodeAt(0));
const textOf = base64url => JSON.parse(new TextDecoder().decode(bytesOf(base64url)));

// RFC 8785: members sorted by UTF-16 code units; strings and numbers as ECMAScript writes them.
const canonical = value => {
  if (Array.isArray(value)) {
    return `[${value.map(canonical).join(',')}]`;
  }

  return value !== null && typeof value === 'object'
    ? `{${Object.keys(value).sort().map(name => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`
    : JSON.stringify(value);
};

const hashOf = async value => {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(canonical(value)));
  return `sha256:${[...new Uint8Array(hash)].map(byte => byte.toString(16).padStart(2, '0')).join('')}`;
};

// The name of what is wrong; null when the certificate holds and vouches for the document.
const findFault = async (jws, jwks, issuer, delivered) => {
  const [head, body, signature] = jws.split('.');
  const [header, claims] = [textOf(head), textOf(body)];
  if (header.alg !== 'ES256' || header.typ !== 'gutcms-review+jwt') {
    return 'algorithm';
  }

  const jwk = jwks.keys.find(key => key.kid === header.kid);
  if (!jwk) {
    return 'key';
  }

  const key = await crypto.subtle.importKey('jwk', { kty: jwk.kty, crv: jwk.crv, x: jwk.x, y: jwk.y }, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify']);
  if (!await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, bytesOf(signature), new TextEncoder().encode(`${head}.${body}`))) {
    return 'signature';
  }

  if (jwk.revoked && !(claims.iat < jwk.revoked.revoked_at)) {
    return 'revoked';
  }

  if (claims.iss !== issuer) {
    return 'other';
  }

  if (claims.contentItemId !== delivered.id || claims.contentItemVersionId !== delivered.versionId) {
    return 'item';
  }

  return await hashOf(delivered.content) === claims.contentHash && delivered.contentHash === claims.contentHash ? null : 'content';
};

export const keepCertificate = root => {
  const card = root.querySelector('[data-certificate]');
  const button = card?.querySelector('[data-verify]');
  const verdict = card?.querySelector('[data-verdict]');
  button?.addEventListener('click', async () => {
    verdict.textContent = card.dataset.checking;
    verdict.className = 'verdict';
    let fault;
    try {
      const answer = await fetch(card.dataset.keys);
      fault = await findFault(card.dataset.jws, await answer.json(), card.dataset.issuer, JSON.parse(card.dataset.delivered));
    } catch {
      fault = 'failed';
    }

    verdict.textContent = card.dataset[fault ?? 'valid'];
    verdict.classList.add(fault ? 'is-fault' : 'is-valid');
  });
};
