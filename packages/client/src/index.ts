export * from './client.ts';
export * from './verify.ts';
export { canonical, hashOf } from './canonical.ts';
export { piecesOf, type ApprovedText } from './approved.ts';
export { wordsShown } from './shown.ts';
export { isWordForWord, type Piece } from './words.ts';
export type { JwsFault, KeySet, SigningKey } from './jws.ts';
export { articlesOf, follow, placesOf, redirectsOf, seriesOf, type Held } from './follow.ts';
export type { components, operations, paths } from './schema.ts';
