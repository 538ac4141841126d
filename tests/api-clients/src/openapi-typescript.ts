import createClient from "openapi-fetch";
import type { paths } from "../generated/schema";
import { headersOf, must, type Input, type Person } from "./journey";

/** From draft to the delivered document with a client typed by openapi-typescript. */
export async function run(input: Input): Promise<string> {
  const clientOf = (person?: Person) => createClient<paths>({ baseUrl: input.site, headers: person && headersOf(person) });
  const [author, reviewer, editor, reader] = [clientOf(input.author), clientOf(input.reviewer), clientOf(input.editor), clientOf()];
  const created = await author.POST("/api/content", {
    params: { query: { draft: true } },
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
    const seen = await client.GET("/api/review/{id}", { params: { path: { id } } });
    return { review: must(seen.data, seen.error), tag: must(seen.response.headers.get("ETag"), "ETag") };
  };
  const drafted = await look(author);
  const submitted = await author.POST("/api/review/{id}/submit", { params: { path: { id }, header: { "If-Match": drafted.tag } } });
  must(submitted.data, submitted.error);

  const shown = await look(reviewer);
  const approved = await reviewer.POST("/api/review/{id}/approve", {
    params: { path: { id }, header: { "If-Match": shown.tag } },
    body: { contentHash: shown.review.contentHash, presentationHash: shown.review.presentationHash, signature: { password: input.reviewer.password } },
  });
  must(approved.data, approved.error);

  const ready = await look(editor);
  const published = await editor.POST("/api/review/{id}/publish", { params: { path: { id }, header: { "If-Match": ready.tag } }, body: {} });
  const state: "published" | string = must(published.data, published.error).state;
  const article = await reader.GET("/api/delivery/articles/{slug}", { params: { path: { slug: input.slug } } });
  const delivered = must(article.data, article.error);
  const texts = (delivered.content.body ?? []).map((block) => (block.kind === "section" ? block.html : block.kind === "faq" ? block.entries?.[0]?.question : block.picture?.path));
  return JSON.stringify({ state, html: texts[0], certificate: delivered.review.certificate });
}
