export * from './client.ts';
export * from './verify.ts';
export { canonical, hashOf } from './canonical.ts';
export { isWordForWord, piecesOf, wordsShown, type ApprovedText, type Piece } from './words.ts';
export type { JwsFault, KeySet, SigningKey } from './jws.ts';
export { articlesOf, follow, redirectsOf, seriesOf, type Held } from './follow.ts';
export type { components, operations, paths } from './schema.ts';
