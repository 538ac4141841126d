using System.Text.Json;
using ApiClients.Kiota;
using ApiClients.Kiota.Models;
using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Http.HttpClientLibrary;
using Microsoft.Kiota.Http.HttpClientLibrary.Middleware.Options;

namespace ApiClients;

/// <summary>From draft to the delivered document with the client that Kiota writes.</summary>
internal static class KiotaJourney
{
    public static async Task<string> RunAsync(Input input)
    {
        GutCmsClient author = Client(input, input.Author), reviewer = Client(input, input.Reviewer), editor = Client(input, input.Editor), reader = Client(input, null);
        var section = new ContentItemInput { ContentItemId = input.Section, ContentType = "Section", DisplayText = "Text", TitlePart = new() { Title = "Text" }, HtmlBodyPart = new() { Html = "<p>Take 10 mg.</p>" } };
        var created = await author.Api.Content.PostAsync(
            new ContentItemInput
            {
                ContentType = "Article",
                DisplayText = input.Slug,
                TitlePart = new() { Title = input.Slug },
                AutoroutePart = new() { Path = "articles/" + input.Slug },
                Article = new() { Disclaimer = new() { ContentItemIds = [input.Disclaimer] } },
                Body = new() { ContentItems = [section] },
            },
            request => request.QueryParameters.Draft = true);
        var id = created!.ContentItemId!;
        var (_, drafted) = await LookAsync(author, id);
        await author.Api.Review[id].Submit.PostAsync(new SubmitBody(), request => request.Headers.Add("If-Match", drafted));

        var (shown, tag) = await LookAsync(reviewer, id);
        await reviewer.Api.Review[id].Approve.PostAsync(
            new ApproveBody { ContentHash = shown.ContentHash, PresentationHash = shown.PresentationHash, Signature = new() { Password = input.Reviewer.Password } },
            request => request.Headers.Add("If-Match", tag));

        var (_, ready) = await LookAsync(editor, id);
        var published = await editor.Api.Review[id].Publish.PostAsync(new PublishBody(), request => request.Headers.Add("If-Match", ready));
        var delivered = await reader.Api.Delivery.Articles[input.Slug].GetAsync();
        return JsonSerializer.Serialize(new
        {
            state = JsonNamingPolicy.CamelCase.ConvertName(published!.State!.Value.ToString()),
            html = delivered!.Content!.Body!.First().SectionBlock!.Html,
            certificate = delivered.Review!.Certificate,
        });
    }

    private static GutCmsClient Client(Input input, Person? person) =>
        new(new HttpClientRequestAdapter(new AnonymousAuthenticationProvider(), httpClient: input.As(person)) { BaseUrl = input.Site.TrimEnd('/') });

    private static async Task<(ReviewResponse Review, string Tag)> LookAsync(GutCmsClient client, string id)
    {
        var headers = new HeadersInspectionHandlerOption { InspectResponseHeaders = true };
        var review = await client.Api.Review[id].GetAsync(request => request.Options.Add(headers));
        return (review!, headers.ResponseHeaders.TryGetValue("ETag", out var tags) ? tags.First() : throw new InvalidOperationException("No ETag."));
    }
}
