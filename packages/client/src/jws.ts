/** The public keys of a site, from `/.well-known/jwks.json`. */
export interface KeySet {
  keys: SigningKey[];
}

/** A public key; `revoked` says from when on it vouches for nothing. */
export interface SigningKey {
  kid: string;
  kty: string;
  crv: string;
  x: string;
  y: string;
  revoked?: { revoked_at: number };
}

/** Why a signed statement does not hold. */
export type JwsFault = 'malformed' | 'algorithm' | 'key' | 'signature' | 'revoked';

/** Bytes in base64url. */
export const bytesOf = (base64url: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), letter => letter.charCodeAt(0));

const jsonOf = (base64url: string) => JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytesOf(base64url)));

/** The claims of a statement of that kind (`typ`) that one of the keys has signed by ES256, or what is wrong with it. */
export async function openJws<Claims extends { iat: number }>(jws: string, keys: KeySet, type: string): Promise<{ fault: JwsFault } | { fault: null; claims: Claims }> {
  const [head, body, signature, ...more] = jws.trim().split('.');
  let header: { alg?: string; typ?: string; kid?: string };
  let claims: Claims;
  let signed: Uint8Array<ArrayBuffer>;
  try {
    [header, claims, signed] = [jsonOf(head!), jsonOf(body!), bytesOf(signature!)];
  } catch {
    return { fault: 'malformed' };
  }

  if (more.length > 0 || claims === null || typeof claims !== 'object' || header === null || typeof header !== 'object') {
    return { fault: 'malformed' };
  }

  if (header.alg !== 'ES256' || header.typ !== type) {
    return { fault: 'algorithm' };
  }

  const jwk = keys.keys.find(candidate => candidate.kid === header.kid);
  if (!jwk) {
    return { fault: 'key' };
  }

  const { kty, crv, x, y } = jwk;
  const key = await crypto.subtle.importKey('jwk', { kty, crv, x, y }, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify']);
  if (!await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, signed, new TextEncoder().encode(`${head}.${body}`))) {
    return { fault: 'signature' };
  }

  return jwk.revoked && !(claims.iat < jwk.revoked.revoked_at) ? { fault: 'revoked' } : { fault: null, claims };
}
