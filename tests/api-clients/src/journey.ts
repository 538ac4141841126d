/** A person with a browser's session, as the test hands them over. */
export interface Person {
  cookie: string;
  antiforgery: string;
  password: string;
}

export interface Input {
  client: string;
  site: string;
  slug: string;
  disclaimer: string;
  section: string;
  author: Person;
  reviewer: Person;
  editor: Person;
}

export const headersOf = (person: Person): Record<string, string> => ({ Cookie: person.cookie, RequestVerificationToken: person.antiforgery });

export function must<T>(value: T | undefined | null, what: unknown): T {
  if (value === undefined || value === null) {
    throw new Error(`No answer: ${JSON.stringify(what)}`);
  }

  return value;
}
