// Reads and verifies an article as the README of the package says. Arguments: address of the site, slug.
using System.Text.Json;
using GutCms.Client;

using var http = new HttpClient { BaseAddress = new Uri(args[0]) };
var site = new GutCmsClient(http);
var article = await site.GetArticleAsync(args[1]);
var verified = await site.VerifyAsync(article);

var altered = article.Json.DeepClone().AsObject();
altered["content"]!["title"] = "Another";
var refused = await site.VerifyAsync(article with { Json = altered });

Console.WriteLine(JsonSerializer.Serialize(new
{
    article.Value.Slug,
    Html = article.Value.Content.Body?.OfType<SectionBlock>().First().Html,
    verified?.Valid,
    Reviewer = verified?.Certificate?.Approvals[0].PrintedName,
    Refusals = refused?.Refusals.Select(refusal => refusal.ToString()),
}));
