import { canonical, hashOf } from './canonical.ts';
import { bytesOf, openJws, type JwsFault, type KeySet } from './jws.ts';

/** What of a delivered document a certificate vouches for; any article or series of the delivery API. */
export interface Certified {
  id: string;
  versionId: string;
  content: object;
  contentHash: string;
  slug?: string;
  presentation?: { path?: string; series?: string; hotArticles?: string[] } | null;
  presentationHash?: string;
  series?: { id?: string } | null;
  hotArticles?: { id: string }[] | null;
  review?: { certificate?: string | null; approvals?: ShownApproval[] | null };
}

/** An approval as it stands beside the text. */
export interface ShownApproval {
  printedName: string;
  credential?: string | null;
  role: string;
  meaning: string;
  decidedUtc: string;
}

/** What a certificate states (docs/certificates.md). */
export interface Claims {
  iss: string;
  iat: number;
  trial?: true;
  issuedAt: string;
  contentItemId: string;
  contentItemVersionId: string;
  contentHash: string;
  presentationHash?: string;
  presentationSigned?: boolean;
  policy: { contentType: string; version: string };
  approvals: (ShownApproval & { stage: string; contentHash: string; presentationHash?: string })[];
  disclaimer: { contentItemId: string | null; versionId: string } | null;
  nextReview: string | null;
  status?: { status_list: { idx: number; uri: string } };
  fourEyesAdministration?: boolean;
}

/** Whose word counts. It comes from the reader's side, never from wherever the document was fetched. */
export interface Trust {
  /** Address of the site, for example `https://gut.example`. */
  issuer: string;
  /** The key set of that site. */
  keys: KeySet;
  /** The status list that the certificate names, as it was answered, also where that is empty; without it (null), whether the text was withdrawn since is not checked, and a warning says so. */
  statusList?: string | null;
  /** The instant; by default now. */
  now?: Date;
}

/** Why a certificate does not vouch for a document: see `faults` in the README. */
export type Fault = JwsFault | 'none' | 'other' | 'item' | 'content' | 'presentation' | 'approvals' | 'list' | 'ended' | 'superseded';

/** What should be shown though it refuses nothing. */
export type Warning = 'overdue' | 'disclaimerChanged' | 'presentationChanged' | 'trial' | 'statusNotChecked' | 'noStatus';

/** Whether a certificate holds and vouches for a document. */
export interface Verdict {
  valid: boolean;
  /** The first thing that is wrong; null: nothing. */
  fault: Fault | null;
  /** What it states; null unless its signature holds. */
  claims: Claims | null;
  warnings: Warning[];
}

/** Verifies the certificate of a delivered document: signature, issuer, hash of the text, approvals, presentation, and its place in the status list. */
export async function verifyDocument(document: Certified, trust: Trust): Promise<Verdict> {
  const certificate = document.review?.certificate;
  return certificate ? verifyCertificate(certificate, document, trust) : { valid: false, fault: 'none', claims: null, warnings: [] };
}

/** The same with a certificate that does not stand in the document. */
export async function verifyCertificate(certificate: string, document: Certified, trust: Trust): Promise<Verdict> {
  const opened = await openJws<Claims>(certificate, trust.keys, 'gutcms-review+jwt');
  if (opened.fault !== null) {
    return { valid: false, fault: opened.fault, claims: null, warnings: [] };
  }

  const { claims } = opened;
  const now = trust.now ?? new Date();
  const entry = claims.status?.status_list;
  const fault = await findFault(claims, document, trust.issuer) ?? (entry && trust.statusList != null ? await findStatus(trust.statusList, trust.keys, entry, now) : null);
  return { valid: fault === null, fault, claims, warnings: warningsOf(claims, trust, now) };
}

/** Scheme and host in lower case, without the scheme's own port and without a slash at the end; null when it is no http or https address. */
export function normalizeIssuer(address: unknown): string | null {
  try {
    const url = new URL(String(address));
    return /^https?:$/.test(url.protocol) && !url.search && !url.hash && !url.username && !url.password ? url.href.replace(/\/+$/, '') : null;
  } catch {
    return null;
  }
}

async function findFault(claims: Claims, document: Certified, issuer: string): Promise<Fault | null> {
  const trusted = normalizeIssuer(issuer);
  if (trusted === null || normalizeIssuer(claims.iss) !== trusted) {
    return 'other';
  }

  if (claims.contentItemId !== document.id || claims.contentItemVersionId !== document.versionId) {
    return 'item';
  }

  if (document.contentHash !== claims.contentHash || await hashOf(document.content) !== claims.contentHash) {
    return 'content';
  }

  if (!await samePresentation(claims, document)) {
    return 'presentation';
  }

  // An approval of another text is explained by nothing but a disclaimer that was changed since.
  const explained = claims.disclaimer !== null || claims.approvals?.every(approval => approval.contentHash === claims.contentHash);
  return explained && claims.approvals?.length > 0 && sameApprovals(claims.approvals, document.review) ? null : 'approvals';
}

// What stands around the text: its hash, and what the document shows of it. Series and cards that are not published are not shown.
async function samePresentation(claims: Claims, document: Certified): Promise<boolean> {
  const { presentation, presentationHash, slug, series, hotArticles } = document;
  if (!claims.presentationHash || !(presentation !== undefined || slug !== undefined || series || hotArticles)) {
    return true;
  }

  if (!presentation || presentationHash !== claims.presentationHash || await hashOf(presentation) !== claims.presentationHash) {
    return false;
  }

  const approved = presentation.hotArticles ?? [];
  let from = 0;
  return (slug === undefined || slug === (presentation.path?.split('/').at(-1) ?? document.id))
    && (!series || (series.id !== undefined && series.id === presentation.series))
    && (hotArticles ?? []).every(card => (from = approved.indexOf(card.id, from) + 1) > 0);
}

// Whole seconds, as the document has them.
const shown = (approval: ShownApproval) =>
  canonical([approval.printedName, approval.credential ?? null, approval.role, approval.meaning, approval.decidedUtc.replace(/\.\d+Z$/, 'Z')]);

const sameApprovals = (claimed: ShownApproval[], beside: Certified['review']) =>
  !beside || (Array.isArray(beside.approvals) && beside.approvals.length === claimed.length && beside.approvals.every((approval, at) => shown(approval) === shown(claimed[at]!)));

// What the status list says about a certificate: two bits for each, packed by zlib.
async function findStatus(token: string, keys: KeySet, { idx, uri }: { idx: number; uri: string }, now: Date): Promise<Fault | null> {
  const opened = await openJws<{ iat: number; exp: number; sub: string; status_list: { bits: number; lst: string } }>(token, keys, 'statuslist+jwt');
  const seconds = now.getTime() / 1000;
  if (opened.fault !== null) {
    return 'list';
  }

  const { sub, iat, exp, status_list: list } = opened.claims;
  if (sub !== uri || iat > seconds + 300 || exp <= seconds || list.bits !== 2) {
    return 'list';
  }

  const packed = new Blob([bytesOf(list.lst)]).stream().pipeThrough(new DecompressionStream('deflate'));
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
  return idx >= bytes.length * 4 ? 'list' : ([null, 'ended', 'ended', 'superseded'] as const)[(bytes[idx >> 2]! >> (idx % 4 * 2)) & 3]!;
}

function warningsOf(claims: Claims, trust: Trust, now: Date): Warning[] {
  const found: Record<Warning, boolean> = {
    overdue: claims.nextReview !== null && Date.parse(claims.nextReview) < now.getTime(),
    disclaimerChanged: claims.approvals?.some(approval => approval.contentHash !== claims.contentHash),
    presentationChanged: claims.presentationSigned === false,
    trial: claims.trial === true,
    statusNotChecked: claims.status !== undefined && trust.statusList == null,
    noStatus: claims.status === undefined,
  };
  return (Object.keys(found) as Warning[]).filter(warning => found[warning]);
}
