// Verifies a review certificate in the browser: signature against the key set of the site, the hash of the text,
// the approvals beside it, and its place in the status list (docs/certificates.md).
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

// What stands around the text: its hash, and what the document shows of it. Series and cards that are not published are not shown.
const samePresentation = async (claims, delivered) => {
  const { presentation, presentationHash, slug, series, hotArticles } = delivered;
  if (!claims.presentationHash || !(presentation || slug || series || hotArticles)) {
    return true;
  }

  if (!presentation || presentationHash !== claims.presentationHash || await hashOf(presentation) !== claims.presentationHash) {
    return false;
  }

  const approved = presentation.hotArticles ?? [];
  let from = 0;
  return (slug === undefined || slug === (presentation.path?.split('/').at(-1) ?? delivered.id))
    && (!series || (series.id !== undefined && series.id === presentation.series))
    && (hotArticles ?? []).every(card => (from = approved.indexOf(card.id, from) + 1) > 0);
};

// The claims of a signed statement of that kind, or the name of what is wrong with it.
const open = async (jws, jwks, type) => {
  const [head, body, signature] = jws.trim().split('.');
  const [header, claims] = [textOf(head), textOf(body)];
  if (header.alg !== 'ES256' || header.typ !== type) {
    return { fault: 'algorithm' };
  }

  const jwk = jwks.keys.find(key => key.kid === header.kid);
  if (!jwk) {
    return { fault: 'key' };
  }

  const key = await crypto.subtle.importKey('jwk', { kty: jwk.kty, crv: jwk.crv, x: jwk.x, y: jwk.y }, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify']);
  if (!await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, bytesOf(signature), new TextEncoder().encode(`${head}.${body}`))) {
    return { fault: 'signature' };
  }

  return jwk.revoked && !(claims.iat < jwk.revoked.revoked_at) ? { fault: 'revoked' } : { claims };
};

// Whole seconds, as the document has them.
const shown = approval => canonical([approval.printedName, approval.credential ?? null, approval.role, approval.meaning, approval.decidedUtc.replace(/\.\d+Z$/, 'Z')]);

const sameApprovals = (claimed, beside) =>
  !beside || (Array.isArray(beside.approvals) && beside.approvals.length === claimed.length && beside.approvals.every((approval, at) => shown(approval) === shown(claimed[at])));

// The name of what is wrong; null when the certificate holds and vouches for the document.
const findFault = async (jws, jwks, issuer, delivered) => {
  const { fault, claims } = await open(jws, jwks, 'gutcms-review+jwt');
  if (fault) {
    return { fault };
  }

  if (claims.iss !== issuer) {
    return { fault: 'other' };
  }

  if (claims.contentItemId !== delivered.id || claims.contentItemVersionId !== delivered.versionId) {
    return { fault: 'item' };
  }

  if (await hashOf(delivered.content) !== claims.contentHash || delivered.contentHash !== claims.contentHash) {
    return { fault: 'content' };
  }

  if (!await samePresentation(claims, delivered)) {
    return { fault: 'presentation' };
  }

  return { fault: claims.approvals.length > 0 && sameApprovals(claims.approvals, delivered.review) ? null : 'approvals', claims };
};

// What the status list says about a certificate: two bits for each, packed by zlib.
const findStatus = async (token, jwks, { idx, uri }) => {
  const { fault, claims } = await open(token, jwks, 'statuslist+jwt');
  const now = Date.now() / 1000;
  if (fault || claims.sub !== uri || claims.iat > now + 300 || claims.exp <= now || claims.status_list.bits !== 2) {
    return 'list';
  }

  const packed = new Blob([bytesOf(claims.status_list.lst)]).stream().pipeThrough(new DecompressionStream('deflate'));
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
  if (idx >= bytes.length * 4) {
    return 'list';
  }

  return [null, 'ended', 'ended', 'superseded'][(bytes[idx >> 2] >> (idx % 4 * 2)) & 3];
};

const verify = async ({ jws, keys, status, issuer, delivered }) => {
  const jwks = await (await fetch(keys)).json();
  const { fault, claims } = await findFault(jws, jwks, issuer, JSON.parse(delivered));
  const entry = claims?.status?.status_list;
  if (fault || !entry || !status) {
    return fault ?? 'unlisted';
  }

  return await findStatus(await (await fetch(status, { headers: { Accept: 'application/statuslist+jwt' } })).text(), jwks, entry);
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
      fault = await verify(card.dataset);
    } catch {
      fault = 'failed';
    }

    verdict.textContent = card.dataset[fault ?? 'valid'];
    verdict.classList.add(fault ? 'is-fault' : 'is-valid');
  });
};
