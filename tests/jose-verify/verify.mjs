// Reads {"issuer": address, "certificate": jws, "jwks": {keys}, "delivered": {content, contentHash, …}} from standard input, verifies it as
// a reader's site would, with stock libraries only, and writes what it found as JSON. Exit code 0: valid; 1: not.
// The issuer is the site whom the reader trusts, and the key set was fetched from there: neither comes from the document.
import { createHash } from "node:crypto";
import { createLocalJWKSet, compactVerify } from "jose";
import canonicalize from "canonicalize";

// A key that carries a mark vouches only for what is from before the instant in it.
const isRevoked = (key, issuedAt) => key?.revoked !== undefined && !(issuedAt < key.revoked.revoked_at);

const chunks = [];
for await (const chunk of process.stdin) {
  chunks.push(chunk);
}

const { issuer, certificate, jwks, delivered } = JSON.parse(Buffer.concat(chunks).toString("utf8"));
const hash = "sha256:" + createHash("sha256").update(canonicalize(delivered.content), "utf8").digest("hex");
try {
  const { payload, protectedHeader } = await compactVerify(certificate, createLocalJWKSet(jwks), { algorithms: ["ES256"] });
  const claims = JSON.parse(new TextDecoder().decode(payload));
  const faults = [
    isRevoked(jwks.keys.find((key) => key.kid === protectedHeader.kid), claims.iat) ? "key revoked" : null,
    claims.iss === issuer ? null : "another issuer",
    protectedHeader.typ === "gutcms-review+jwt" ? null : "wrong type",
    claims.contentItemId === delivered.id ? null : "another item",
    claims.contentItemVersionId === delivered.versionId ? null : "another version",
    claims.contentHash === delivered.contentHash ? null : "another hash",
    claims.contentHash === hash ? null : "content altered",
    claims.approvals.length > 0 ? null : "no approval",
  ].filter((fault) => fault !== null);
  process.stdout.write(JSON.stringify({ protectedHeader, claims, faults }));
  process.exitCode = faults.length === 0 ? 0 : 1;
} catch (error) {
  process.stdout.write(JSON.stringify({ faults: [error.code ?? String(error)] }));
  process.exitCode = 1;
}
