using System.Text.Json;
using System.Text.Json.Serialization;
using ApiClients.NSwag;

namespace ApiClients
{
    /// <summary>From draft to the delivered document with the client that NSwag writes, which sends null for what it leaves out.</summary>
    internal static class NSwagJourney
    {
        public static async Task<string> RunAsync(Input input)
        {
            GutCmsClient author = new(input.As(input.Author)), reviewer = new(input.As(input.Reviewer)), editor = new(input.As(input.Editor)), reader = new(input.As(null));
            var section = new ContentItemInput { ContentItemId = input.Section, ContentType = "Section", DisplayText = "Text", TitlePart = new() { Title = "Text" }, HtmlBodyPart = new() { Html = "<p>Take 10 mg.</p>" } };
            var created = await author.SaveContentAsync(true, null, new ContentItemInput
            {
                ContentType = "Article",
                DisplayText = input.Slug,
                TitlePart = new() { Title = input.Slug },
                AutoroutePart = new() { Path = "articles/" + input.Slug },
                Article = new() { Disclaimer = new() { ContentItemIds = [input.Disclaimer] } },
                Body = new() { ContentItems = [section] },
            });
            var id = created.Result.ContentItemId;
            await author.SubmitAsync(id, Tag(await author.GetReviewAsync(id)), new SubmitBody());

            var shown = await reviewer.GetReviewAsync(id);
            await reviewer.ApproveAsync(id, Tag(shown), new ApproveBody
            {
                ContentHash = shown.Result.ContentHash,
                PresentationHash = shown.Result.PresentationHash,
                Signature = new() { Password = input.Reviewer.Password },
            });
            var published = await editor.PublishAsync(id, Tag(await editor.GetReviewAsync(id)), new PublishBody());
            var delivered = (await reader.GetArticleAsync(input.Slug, preview: null, x_GutCms_Preview_Token: null, lang: null, fields: null, expand: null)).Result;
            return JsonSerializer.Serialize(new
            {
                state = JsonNamingPolicy.CamelCase.ConvertName(published.Result.State.ToString()),
                html = delivered.Content.Body.First().Html,
                certificate = delivered.Review.Certificate,
            });
        }

        private static string Tag<T>(SwaggerResponse<T> response) => response.Headers["ETag"].Single();
    }
}

namespace ApiClients.NSwag
{
    /// <summary>NSwag leaves it to whoever uses it how names in lists are read.</summary>
    public partial class GutCmsClient
    {
        static partial void UpdateJsonSerializerSettings(JsonSerializerOptions settings) => settings.Converters.Add(new JsonStringEnumConverter());
    }
}
