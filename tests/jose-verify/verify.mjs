// Reads {"issuer": address, "certificate": jws, "jwks": {keys}, "delivered": {content, contentHash, …}, "statusList": jws} from standard input, verifies it
// as a reader's site would, with stock libraries only, and writes what it found as JSON. Exit code 0: valid; 1: not.
// The issuer is the site whom the reader trusts; the key set and the status list were fetched from there: neither comes from the document. Without a status
// list everything else is verified, and the result says so: "status": "not checked".
import { createHash } from "node:crypto";
import { inflateSync } from "node:zlib";
import { createLocalJWKSet, compactVerify } from "jose";
import canonicalize from "canonicalize";

const chunks = [];
for await (const chunk of process.stdin) {
  chunks.push(chunk);
}

const { issuer, certificate, jwks, delivered, statusList } = JSON.parse(Buffer.concat(chunks).toString("utf8"));

// A key that carries a mark vouches only for what is from before the instant in it.
const isRevoked = (kid, issuedAt) => {
  const key = jwks.keys.find((candidate) => candidate.kid === kid);
  return key?.revoked !== undefined && !(issuedAt < key.revoked.revoked_at);
};

const open = async (jws, type) => {
  const { payload, protectedHeader } = await compactVerify(jws.trim(), createLocalJWKSet(jwks), { algorithms: ["ES256"] });
  const claims = JSON.parse(new TextDecoder().decode(payload));
  const faults = [
    isRevoked(protectedHeader.kid, claims.iat) ? "key revoked" : null,
    protectedHeader.typ === type ? null : "wrong type",
  ];
  return { protectedHeader, claims, faults: faults.filter((fault) => fault !== null) };
};

// What stands beside the text, in the document's whole seconds. A document without "review" names nobody.
const shown = ({ printedName, credential, role, meaning, decidedUtc }) =>
  canonicalize([printedName, credential ?? null, role, meaning, decidedUtc.replace(/\.\d+Z$/, "Z")]);
const sameApprovals = (claimed, review) =>
  review === undefined ||
  (Array.isArray(review?.approvals) && review.approvals.length === claimed.length && review.approvals.every((approval, at) => shown(approval) === shown(claimed[at])));

// What stands around the text: its hash, and what the document shows of it. Series and cards that are not published are not shown.
const hashOf = (value) => "sha256:" + createHash("sha256").update(canonicalize(value), "utf8").digest("hex");
const samePresentation = (claims) => {
  const { presentation, presentationHash, slug, series, hotArticles } = delivered;
  if (!claims.presentationHash || !(presentation || slug || series || hotArticles)) {
    return true;
  }

  if (!presentation || presentationHash !== claims.presentationHash || hashOf(presentation) !== claims.presentationHash) {
    return false;
  }

  const approved = presentation.hotArticles ?? [];
  let from = 0;
  return (
    (slug === undefined || slug === (presentation.path?.split("/").at(-1) ?? delivered.id)) &&
    (!series || (series.id !== undefined && series.id === presentation.series)) &&
    (hotArticles ?? []).every((card) => (from = approved.indexOf(card.id, from) + 1) > 0)
  );
};

// IETF Token Status List: two bits for each certificate, the lowest first, packed by zlib.
const statusOf = async (entry) => {
  if (entry === undefined || statusList === undefined) {
    return { status: "not checked" };
  }

  const { claims, faults } = await open(statusList, "statuslist+jwt");
  const now = Date.now() / 1000;
  const bytes = inflateSync(Buffer.from(claims.status_list.lst, "base64url"));
  if (faults.length > 0 || claims.sub !== entry.uri || claims.iat > now + 300 || claims.exp <= now || claims.status_list.bits !== 2 || entry.idx >= bytes.length * 4) {
    return { fault: "status list unreadable" };
  }

  const status = ["valid", "withdrawn or revoked", "withdrawn or revoked", "superseded"][(bytes[entry.idx >> 2] >> ((entry.idx % 4) * 2)) & 3];
  return { status, fault: status === "valid" ? undefined : status };
};

try {
  const { protectedHeader, claims, faults } = await open(certificate, "gutcms-review+jwt");
  const { status, fault } = await statusOf(claims.status?.status_list);
  faults.push(
    ...[
      claims.iss === issuer ? null : "another issuer",
      claims.contentItemId === delivered.id ? null : "another item",
      claims.contentItemVersionId === delivered.versionId ? null : "another version",
      claims.contentHash === delivered.contentHash ? null : "another hash",
      claims.contentHash === hashOf(delivered.content) ? null : "content altered",
      claims.approvals.length > 0 ? null : "no approval",
      sameApprovals(claims.approvals, delivered.review) ? null : "approvals altered",
      samePresentation(claims) ? null : "presentation altered",
      fault ?? null,
    ].filter((found) => found !== null),
  );
  process.stdout.write(JSON.stringify({ protectedHeader, claims, status, faults }));
  process.exitCode = faults.length === 0 ? 0 : 1;
} catch (error) {
  process.stdout.write(JSON.stringify({ faults: [error.code ?? String(error)] }));
  process.exitCode = 1;
}
