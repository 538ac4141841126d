import { approve, getArticle, getReview, publish, saveContent, submit } from "../generated/hey";
import { createClient } from "../generated/hey/client";
import { headersOf, must, type Input, type Person } from "./journey";

/** From draft to the delivered document with the client of @hey-api/openapi-ts. */
export async function run(input: Input): Promise<string> {
  const clientOf = (person?: Person) => createClient({ baseUrl: input.site, headers: person && headersOf(person) });
  const [author, reviewer, editor, reader] = [clientOf(input.author), clientOf(input.reviewer), clientOf(input.editor), clientOf()];
  const created = await saveContent({
    client: author,
    query: { draft: true },
    body: {
      ContentType: "Article",
      DisplayText: input.slug,
      TitlePart: { Title: input.slug },
      AutoroutePart: { Path: `articles/${input.slug}` },
      Article: { Disclaimer: { ContentItemIds: [input.disclaimer] } },
      Body: { ContentItems: [{ ContentItemId: input.section, ContentType: "Section", DisplayText: "Text", TitlePart: { Title: "Text" }, HtmlBodyPart: { Html: "<p>Take 10 mg.</p>" } }] },
    },
  });
  const id = must(created.data, created.error).ContentItemId;
  const look = async (client: typeof author) => {
    const seen = await getReview({ client, path: { id } });
    return { review: must(seen.data, seen.error), tag: must(seen.response?.headers.get("ETag"), "ETag") };
  };
  const drafted = await look(author);
  const submitted = await submit({ client: author, path: { id }, headers: { "If-Match": drafted.tag } });
  must(submitted.data, submitted.error);

  const shown = await look(reviewer);
  const approved = await approve({
    client: reviewer,
    path: { id },
    headers: { "If-Match": shown.tag },
    body: { contentHash: shown.review.contentHash, presentationHash: shown.review.presentationHash, signature: { password: input.reviewer.password } },
  });
  must(approved.data, approved.error);

  const ready = await look(editor);
  const published = await publish({ client: editor, path: { id }, headers: { "If-Match": ready.tag }, body: {} });
  const state: "published" | string = must(published.data, published.error).state;
  const article = await getArticle({ client: reader, path: { slug: input.slug } });
  const delivered = must(article.data, article.error);
  const texts = (delivered.content.body ?? []).map((block) => (block.kind === "section" ? block.html : block.kind === "faq" ? block.entries?.[0]?.question : block.picture?.path));
  return JSON.stringify({ state, html: texts[0], certificate: delivered.review.certificate });
}
