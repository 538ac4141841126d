import { GraphQLClient, gql, ClientError } from "graphql-request";
import { must, type Person } from "./journey";

/** What the test hands over for a reader of GraphQL. */
export interface ReadInput {
  client: string;
  site: string;
  path: string;
  author: Person;
  draft: string;
}

interface Item {
  contentItemId: string;
  displayText: string;
  review: { state: string; certificate: string | null };
  body: { contentItems: { displayText: string; htmlBody?: { html: string } }[] };
}

const article = gql`
  query Article($path: String!) {
    article(where: { path: $path }) {
      ...Text
    }
  }

  fragment Text on Article {
    contentItemId
    displayText
    review {
      state
      certificate
    }
    body {
      contentItems {
        displayText
        ... on Section {
          htmlBody {
            html
          }
        }
      }
    }
  }
`;

const pages = gql`
  query Pages($after: String) {
    articleConnection(orderBy: { displayText: ASC }, first: 2, after: $after) {
      totalCount
      nodes {
        displayText
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;

interface Page {
  articleConnection: { totalCount: number; nodes: { displayText: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
}

const draft = gql`
  query Draft($id: ID) {
    article(status: DRAFT, where: { contentItemId: $id }) {
      displayText
      published
    }
  }
`;

/** Reads an article, all pages, and a draft with and without the right to it, with the client graphql-request as it comes. */
export async function run(input: ReadInput): Promise<string> {
  const address = `${input.site}/api/graphql`;
  const reader = new GraphQLClient(address);
  const cached = new GraphQLClient(address, { method: "GET", jsonSerializer: JSON });
  const found = (await reader.request<{ article: Item[] }>(article, { path: input.path })).article;
  const again = (await cached.request<{ article: Item[] }>(article, { path: input.path })).article;

  const titles: string[] = [];
  let total: number;
  let after: string | null = null;
  do {
    const page: Page["articleConnection"] = (await reader.request<Page>(pages, { after })).articleConnection;
    titles.push(...page.nodes.map((node) => node.displayText));
    total = page.totalCount;
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null);

  const refused = await reader.request(draft, { id: input.draft }).then(
    () => "",
    (fault: unknown) => (fault instanceof ClientError ? `${fault.response.status} ${must(fault.response.errors, fault)[0].extensions.code}` : String(fault)),
  );
  const author = new GraphQLClient(address, { headers: { Cookie: input.author.cookie, RequestVerificationToken: input.author.antiforgery } });
  const seen = (await author.request<{ article: { displayText: string; published: boolean }[] }>(draft, { id: input.draft })).article;
  return JSON.stringify({ found: found[0], same: JSON.stringify(found) === JSON.stringify(again), total, titles, refused, draft: seen[0] });
}
